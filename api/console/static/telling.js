// What the guardrails say, as lists beside the words.
import { $, make } from "./call.js";

const BECAME = { changed: "has changed", removed: "was removed", expired: "is no longer valid" };

const same = (list, key) => { const was = list.dataset.key; list.dataset.key = key; return was === key; };

export function showFindings(field, { fix, mark }) {
  const list = field.section.querySelector(".findings");
  // A list that says the same stays, and with it the focus somebody has there.
  if (same(list, JSON.stringify(field.findings.map(({ one, start, end }) => [one, start, end])))) return;
  const focused = [...list.children].indexOf(document.activeElement);
  list.replaceChildren(...field.findings.map((span) => {
    const { one } = span;
    const item = make("li", "", one.severity);
    item.tabIndex = 0;
    const said = make("p");
    said.append(make("strong", one.rule, one.severity), ` ${one.message}`);
    item.append(said);
    if (one.evidence.length) item.append(make("small", `Evidence: ${one.evidence.join(", ")}`, "quiet"));
    if (one.replacement !== null) {
      const button = make("button", "", "small");
      button.type = "button";
      button.append(one.replacement === "" ? "Take it out" : "Put ", ...(one.replacement === "" ? [] : [Object.assign(make("q", one.replacement), { dir: "auto" })]), " ", make("kbd", "f"));
      button.addEventListener("click", () => fix(field, one));
      item.append(button);
    } else if (one.suggestion) item.append(make("small", one.suggestion, "quiet"));
    item.addEventListener("focus", () => mark(field, span));
    item.addEventListener("mouseenter", () => mark(field, span));
    return item;
  }));
  if (focused >= 0) (list.children[Math.min(focused, list.children.length - 1)] ?? $("main")).focus({ preventScroll: true });
}

export function showClaims(field, { mark }) {
  const box = field.section.querySelector(".stated");
  const list = box.querySelector("ul");
  box.hidden = !field.claims.length;
  if (same(list, JSON.stringify(field.claims.map(({ one }) => one)))) return;
  list.replaceChildren(...field.claims.map((span) => {
    const { one } = span;
    const item = make("li", "", one.status);
    item.tabIndex = 0;
    item.append(Object.assign(make("q", one.text), { dir: "auto" }), ` ${one.status}${one.facts.length ? ` – ${one.facts.join(", ")}` : ""}`);
    if (one.explanation) item.append(make("small", ` ${one.explanation}`, "quiet"));
    item.addEventListener("focus", () => mark(field, span));
    item.addEventListener("mouseenter", () => mark(field, span));
    return item;
  }));
}

// The facts of the draft that are no longer as it was written on, and the sentences that may not go out as they are.
export function showChanged(changed, sentences = []) {
  const box = $("changed");
  box.hidden = !changed.length;
  if (!changed.length || same(box, JSON.stringify([changed, sentences]))) return;
  const list = make("ul");
  for (const fact of changed) {
    const item = make("li", `${fact.kind} ${fact.id} ${BECAME[fact.change]}`);
    if (fact.now) item.append(make("br"), Object.assign(make("small", `Now: ${fact.now.text || JSON.stringify(fact.now.data)}`), { dir: "auto" }));
    list.append(item);
  }
  const advice = "Write it anew, or put what rests on them into your own words: they are checked against the facts as they stand now.";
  box.replaceChildren(make("strong", "Facts of this draft changed since it was written. "), advice, list);
  for (const sentence of sentences) box.append(make("p", `As drafted: “${sentence}”`));
}
