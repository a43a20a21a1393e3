// Pointing: from words to the facts they rest on and back, and from finding to finding.
import { $, make, say } from "./call.js";
import { desk } from "./state.js";

const factsOf = (span) => (span.kind === "claim" ? span.one.facts : span.one.evidence);

function light(ids) {
  for (const fact of document.querySelectorAll("[data-fact]")) {
    const lit = ids.includes(fact.dataset.fact);
    fact.classList.toggle("lit", lit);
    // What is typed may rest on a fact that nothing rested on before.
    if (lit && fact.closest(".others")) fact.closest(".others").open = true;
  }
}

export function pointed(field, at) {
  const card = $("card");
  card.hidden = !at;
  light(at ? at.spans.flatMap(factsOf) : []);
  if (!at) return;
  card.replaceChildren(...at.spans.flatMap((span) => lines(span)));
  const { left, bottom, top } = at.box;
  card.style.left = `${Math.max(8, Math.min(left, innerWidth - card.offsetWidth - 8))}px`;
  const below = bottom + 6 + card.offsetHeight < innerHeight;
  card.style.top = `${below ? bottom + 6 : Math.max(8, top - card.offsetHeight - 6)}px`;
}

function lines(span) {
  const { one } = span;
  const title = span.kind === "claim" ? make("strong", one.status, one.status) : make("strong", one.rule, one.severity);
  const said = make("p");
  said.append(title, ` ${span.kind === "claim" ? one.explanation : one.message}`);
  const facts = factsOf(span).map((id) => desk.facts.find((fact) => fact.id === id)).filter(Boolean);
  return [said, ...facts.map((fact) => {
    const line = make("p", "", "fact");
    line.dir = "auto";
    line.append(make("b", fact.title ?? fact.kind), ` ${fact.text || ""}`.slice(0, 400));
    return line;
  })];
}

export function mark(field, span) {
  light(factsOf(span));
  document.querySelector(".lit")?.scrollIntoView({ block: "nearest" });
  for (const one of document.querySelectorAll("mark.here")) one.classList.remove("here");
  for (const one of field.mirror.querySelectorAll("mark")) if (one.spans.includes(span)) one.classList.add("here");
  if (span.kind !== "claim") desk.current = { field, finding: span.one };
}

// From a fact to the words that rest on it.
function back(fact) {
  for (const one of document.querySelectorAll(".mirror mark")) one.classList.toggle("here", Boolean(fact) && one.spans.some((span) => factsOf(span).includes(fact.dataset.fact)));
}

document.addEventListener("focusin", (event) => back(event.target.closest?.("[data-fact]")));
document.addEventListener("mouseover", (event) => back(event.target.closest?.("[data-fact]")));
document.addEventListener("selectionchange", () => {
  const field = [...(desk?.fields.values() ?? [])].find((one) => one.area === document.activeElement);
  if (!field) return;
  const found = field.at(field.area.selectionStart);
  light(found.flatMap(factsOf));
  const finding = found.find((span) => span.kind === "finding");
  if (finding) desk.current = { field, finding: finding.one };
});

// ---- findings by key

export function step(by) {
  const all = [...document.querySelectorAll(".findings > li")];
  const at = all.indexOf(document.activeElement.closest?.(".findings > li"));
  if (!all.length) { say("Nothing was found"); return; }
  all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length].focus();
}

export function fix(field, finding) {
  const typing = document.activeElement === field.area;
  if (!field.fix(finding)) { say("No fix is known for this, or the words changed since"); return; }
  if (!typing) { field.area.blur(); $("main").focus({ preventScroll: true }); }
  say("Mended");
}

export function fixCurrent() {
  if (desk.current) fix(desk.current.field, desk.current.finding);
  else step(1);
}
