// The desk: everything here is done over the documented API. Text is only ever set as text, never as markup.
import { $, attempt, call, make, say } from "./call.js";
import { privateIn, privateText, veiled } from "./private.js";

let current = null;
let timer = 0;

// Findings and claims count code points; JavaScript counts UTF-16 units.
function marked(text, spans) {
  const points = [...text];
  const block = make("p", "", "shown");
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start < at || span.end <= span.start) continue;
    block.append(points.slice(at, span.start).join(""));
    const mark = make("mark", points.slice(span.start, span.end).join(""), span.look);
    mark.title = span.why;
    mark.tabIndex = 0;
    block.append(mark);
    at = span.end;
  }
  block.append(points.slice(at).join(""));
  return block;
}

function spansOf(report) {
  // That the guard is weaker in a language is said of the whole; marking it all would hide the claims.
  const told = report.findings.filter((f) => f.rule !== "language-coverage");
  const findings = told.map((f) => ({ ...f, look: f.severity, why: `${f.rule}: ${f.message}` }));
  const claims = report.claims.map((c) => ({
    ...c, look: c.status, why: `${c.status}: ${c.explanation || c.facts.join(", ")}`,
  }));
  return [...findings, ...claims];
}

function showReport(card, text, report) {
  card.querySelector(".report").replaceChildren(marked(text, spansOf(report)), findingsOf(report));
  const verdict = card.querySelector(".verdict");
  verdict.textContent = report.verdict;
  verdict.className = `verdict ${report.verdict}`;
  card.dataset.verdict = report.verdict;
  const blocked = [...document.querySelectorAll(".message")].some((one) => one.dataset.verdict === "block");
  $("approve").disabled = blocked;
  $("approve").title = blocked ? "The guardrails block a message; mend the marked words" : "";
}

function findingsOf(report) {
  const list = make("ul", "", "findings");
  for (const finding of report.findings) {
    const item = make("li");
    item.append(make("strong", `${finding.rule} `, finding.severity), finding.message);
    if (finding.suggestion) item.append(make("br"), make("small", finding.suggestion));
    list.append(item);
  }
  return list;
}

function messageCard(message, index) {
  const card = make("section", "", "message");
  const title = make("h3");
  const verdict = make("span", "", "verdict");
  verdict.setAttribute("aria-live", "polite");
  title.append(`${message.audience} · ${message.channel}`, verdict);
  const label = make("label", `${message.audience} message`, "hidden");
  const area = make("textarea");
  area.id = `message-${index}`;
  label.htmlFor = area.id;
  area.value = message.text;
  area.rows = Math.min(14, Math.max(3, Math.ceil(message.text.length / 75) + message.text.split("\n").length - 1));
  area.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => attempt(() => recheck(card, message, area.value)), 200); });
  card.append(title, label, area, make("div", "", "report"));
  return card;
}

const BECAME = { changed: "has changed", removed: "was removed", expired: "is no longer valid" };

const nameOf = (fact) => `${fact.kind} ${fact.id}`;

// The facts of the draft that are no longer as it was written on, and the sentences that may not go out as they are.
function showChanged(changed, sentences = []) {
  current.changed_facts = changed;
  $("changed").hidden = !changed.length;
  $("changed").replaceChildren();
  if (!changed.length) return;
  const list = make("ul");
  for (const fact of changed) {
    const item = make("li", `${nameOf(fact)} ${BECAME[fact.change]}`);
    if (fact.now) item.append(make("br"), make("small", `Now: ${fact.now.text || JSON.stringify(fact.now.data)}`));
    list.append(item);
  }
  const advice = "Write it anew, or put what rests on them into your own words: they are checked against the facts as they stand now.";
  $("changed").append(make("strong", "Facts of this draft changed since it was written. "), advice, list);
  for (const sentence of sentences) $("changed").append(make("p", `As drafted: “${sentence}”`));
}

function factsOfNow() {
  const changed = new Map(current.changed_facts.map((one) => [nameOf(one), one]));
  return current.facts.flatMap((fact) => {
    const one = changed.get(nameOf(fact));
    return one ? (one.now ? [one.now] : []) : [fact];
  });
}

async function recheck(card, message, text) {
  const { complaint } = current;
  const facts = factsOfNow();
  const report = await call("POST", "/v1/checks", {
    reply: text, audience: message.audience, channel: message.channel, complaint, facts, as_of: current.as_of ?? undefined,
  });
  showReport(card, text, report);
}

function show(draft) {
  current = draft;
  $("welcome").hidden = true;
  $("draft").hidden = false;
  $("said").replaceChildren(privateText(draft.complaint.text, privateIn(draft, "complaint.text")));
  const a = draft.assessment;
  const by = new Date(draft.respond_by).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  $("chips").replaceChildren(...[a.kind, a.topic, a.severity, a.action.replaceAll("_", " "), a.legitimacy.replaceAll("_", " "), `answer by ${by}`].map((text) => make("span", text)));
  $("reasons").replaceChildren(...a.reasons.map((text) => make("li", text)));
  const cards = draft.messages.map(messageCard);
  $("messages").replaceChildren(...cards);
  showChanged(draft.changed_facts);
  if (!draft.messages.length) $("messages").append(make("p", "No reply is proposed.", "quiet"));
  draft.messages.forEach((message, index) => {
    const mine = (one) => one.audience === message.audience;
    const findings = draft.findings.filter(mine);
    const verdict = findings.some((f) => f.severity === "block") ? "block" : findings.length ? "review" : "pass";
    showReport(cards[index], message.text, { findings, claims: draft.claims.filter(mine), verdict });
  });
  $("decide").hidden = draft.status !== "pending_review";
  $("facts").replaceChildren(...draft.facts.map((fact) => {
    const item = make("li");
    item.append(make("strong", fact.title ? `${fact.title} ` : ""), make("small", `${fact.kind} ${fact.id}`), make("br"), fact.text || JSON.stringify(fact.data));
    return item;
  }));
  say(`${draft.status.replaceAll("_", " ")}, version ${draft.version}`);
  $("main").focus();
}

async function refresh() {
  const { drafts } = await call("GET", "/v1/drafts?status=pending_review&limit=50");
  $("queue").replaceChildren(...drafts.map((draft) => {
    const item = make("li");
    const button = make("button", veiled(draft.complaint.text, privateIn(draft, "complaint.text")).slice(0, 90));
    button.append(make("br"), make("small", `${draft.complaint.channel} · ${draft.assessment.severity} · ${draft.verdict}`));
    button.addEventListener("click", () => attempt(async () => show(await call("GET", `/v1/drafts/${draft.id}`))));
    item.append(button);
    return item;
  }));
  $("queue-empty").hidden = drafts.length > 0;
}

const decide = (what, body) => attempt(async () => {
  try {
    show(await call("POST", `/v1/drafts/${current.id}/${what}`, { version: current.version, ...body }));
  } catch (error) {
    // They changed while the draft was open: what the reviewer typed stays.
    const told = error.problem?.changed_facts ?? [];
    const known = current.changed_facts.filter((one) => !told.some((other) => nameOf(other) === nameOf(one)));
    if (told.length) showChanged([...known, ...told], error.problem.sentences);
    throw error;
  }
  await refresh();
});

$("new").addEventListener("submit", (event) => {
  event.preventDefault();
  const orders = $("order").value.trim();
  const author = { handle: $("handle").value.trim() || null, name: $("name").value.trim() || null };
  const complaint = { text: $("text").value, channel: $("channel").value, author, order_ids: orders ? orders.split(/[\s,]+/) : [] };
  say("Writing …");
  attempt(async () => { show(await call("POST", "/v1/drafts", { complaint })); await refresh(); });
});
$("approve").addEventListener("click", () => decide("approve", {
  messages: current.messages.map((message, index) => ({ ...message, text: $(`message-${index}`).value })),
}));
$("rewrite").addEventListener("click", () => decide("regenerate", {}));
$("reject").addEventListener("click", () => {
  const reason = $("reason").value.trim();
  if (!reason) { say("A reason is needed to reject"); $("reason").focus(); return; }
  decide("reject", { reason });
});
attempt(refresh);
