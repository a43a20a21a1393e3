// The playground: a complaint and what is made of it, a reply and what the guardrails say.
import { $, attempt, call, make, say } from "./call.js";

function complaint() {
  const orders = $("order").value.trim();
  const author = { handle: $("handle").value.trim() || null, name: $("name").value.trim() || null };
  return { text: $("text").value, channel: $("channel").value, author, order_ids: orders ? orders.split(/[\s,]+/) : [] };
}

function judged(assessment) {
  const chips = make("p", "", "chips");
  chips.append(...["kind", "legitimacy", "severity", "topic", "action", "language"].map((name) => make("span", `${name}: ${assessment[name].replaceAll("_", " ")}`)));
  const reasons = make("ul");
  reasons.append(...assessment.reasons.map((text) => make("li", text)));
  return [make("h3", "Assessment"), chips, reasons];
}

function ledger({ claims, findings }) {
  const list = make("ul", "", "findings");
  for (const one of findings) {
    const item = make("li", "", one.severity);
    item.append(make("strong", one.rule, one.severity), ` ${one.message} `, Object.assign(make("q", one.quote), { dir: "auto" }));
    list.append(item);
  }
  for (const one of claims) {
    const item = make("li", "", one.status);
    item.append(Object.assign(make("q", one.text), { dir: "auto" }), ` ${one.status}${one.facts.length ? ` – ${one.facts.join(", ")}` : ""}`);
    list.append(item);
  }
  return [make("h3", "Ledger"), findings.length + claims.length ? list : make("p", "Nothing checkable is said, and nothing was found.", "quiet")];
}

function message(one) {
  const box = make("div", "", "message");
  box.append(make("b", `${one.audience} · ${one.channel.replaceAll("_", " ")}`), Object.assign(make("p", one.text, "text"), { dir: "auto" }));
  return box;
}

$("new").addEventListener("submit", (event) => {
  event.preventDefault();
  say("Writing …");
  attempt(async () => {
    const draft = await call("POST", "/v1/drafts", { complaint: complaint() });
    const link = make("a", "Open it in the queue");
    link.href = `/drafts/${draft.id}`;
    $("made").replaceChildren(...judged(draft.assessment), make("h3", "Draft"), ...draft.messages.map(message), link, ...ledger(draft));
    say("Drafted");
  });
});
$("assess").addEventListener("click", () => {
  if (!$("new").reportValidity()) return;
  attempt(async () => { $("made").replaceChildren(...judged(await call("POST", "/v1/assessments", { complaint: complaint() }))); say("Assessed"); });
});
$("check").addEventListener("submit", (event) => {
  event.preventDefault();
  say("Checking …");
  attempt(async () => {
    const about = $("text").value.trim() ? { complaint: complaint() } : {};
    const report = await call("POST", "/v1/checks", { reply: $("reply").value, audience: $("audience").value, retrieve: $("retrieve").checked, ...about });
    const words = { pass: "It passes.", review: "It needs a look.", block: "It is blocked." }[report.verdict];
    $("checked").replaceChildren(make("p", words, `verdict ${report.verdict}`), ...ledger(report));
    say("Checked");
  });
});
