// One draft: its words checked while they are typed, its facts beside them, its decisions. Then the next one.
import { $, attempt, call, make, pageOf, say } from "./call.js";
import { ask } from "./ask.js";
import { inField, register } from "./keys.js";
import { Field } from "./marks.js";
import { unveiling } from "./private.js";
import { showChanged, showClaims, showFindings } from "./telling.js";
import { clock } from "./times.js";
import { onUndone, remember } from "./undo.js";

const BEAT = 10_000;
const FIXES_AFTER = 350;
const FRESH = 30_000;
let desk = null;
let following = null;

// ---- opening

function open() {
  const data = JSON.parse($("data").textContent);
  sessionStorage.setItem("amends.last", data.id);
  desk = { ...data, waits: data.status === "pending_review", fields: new Map(), wanted: new Set(), unseen: data.changed_facts, holder: null, current: null };
  for (const section of document.querySelectorAll(".message")) {
    const field = new Field(section, { typed, pointed });
    desk.fields.set(field.audience, field);
    const report = data.reports.find((one) => one.audience === field.audience);
    field.show(report.text, report);
    tell(field);
  }
  restore();
  showChanged(desk.changed_facts);
  unveiling(desk.id);
  settle();
  $("main").focus({ preventScroll: true });
  if (!desk.waits) return;
  beat();
  // One silent check: what the guard read once it remembers.
  if (desk.fields.size) check([...desk.fields.keys()]);
  prefetch();
}

async function go(path, ready) {
  const found = ready ?? await pageOf(path);
  if (!found.getElementById("data")) { location.assign(path); return; }
  leave();
  document.title = found.title;
  $("main").replaceWith(found.getElementById("main"));
  $("card").hidden = true;
  history.pushState(null, "", path);
  scrollTo(0, 0);
  open();
}
// What was typed and not decided on is there again when this tab comes back to the same version.
const wordsOf = (id) => `amends.words.${id}`;

function keep() {
  if (!desk.waits || desk.done || !edited()) { sessionStorage.removeItem(wordsOf(desk.id)); return; }
  sessionStorage.setItem(wordsOf(desk.id), JSON.stringify({ version: desk.version, messages: messages() }));
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(wordsOf(desk.id)) ?? "null");
  if (!desk.waits || kept?.version !== desk.version) return;
  for (const { audience, text } of kept.messages) {
    const field = desk.fields.get(audience);
    if (!field || field.text === text) continue;
    field.area.value = text;
    field.follow();
    say("What you had typed is here again");
  }
}

addEventListener("popstate", () => location.reload());

// ---- checking

function typed(field) {
  field.strokes.push(performance.now());
  // Whoever edits takes it: two people at one text help nobody.
  if (!desk.holder && !desk.taking) { desk.taking = true; claim(); }
  clearTimeout(desk.rest);
  desk.mending?.abort();
  settle();
  check([field.audience]);
}

const messages = () => [...desk.fields.values()].map((field) => ({ audience: field.audience, text: field.text }));

// One check is under way at a time, and the next starts from the newest words: nothing queues up behind a quick typist.
async function check(audiences) {
  const here = desk;
  audiences.forEach((one) => here.wanted.add(one));
  if (here.looking) return;
  here.looking = true;
  try {
    while (here.wanted.size && here === desk) {
      const asked = [...here.wanted];
      const texts = new Map(asked.map((one) => [one, here.fields.get(one).text]));
      const strokes = asked.flatMap((one) => here.fields.get(one).strokes.splice(0));
      here.wanted.clear();
      const told = await call("POST", `/v1/drafts/${here.id}/check`, { messages: messages(), audiences: asked });
      if (here !== desk) return;
      for (const report of told.reports) receive(here.fields.get(report.audience), texts.get(report.audience), report);
      // From each stroke to the findings that take it into account, for whoever measures.
      for (const start of strokes) performance.measure("check", { start });
      if (told.version !== here.version) moved();
      here.changed_facts = told.changed_facts;
      here.unseen = told.unseen;
      showChanged(told.changed_facts, told.sentences);
      settle();
      later();
    }
  } catch (error) {
    say(`It cannot be checked now: ${error.message}`);
  } finally {
    here.looking = false;
  }
}

function receive(field, text, report) {
  field.show(text, report);
  tell(field);
}

// The words that mend a finding take longer to find: they are asked for when the typing rests, beside the checks, and
// let go when it goes on.
function later() {
  clearTimeout(desk.rest);
  desk.mending?.abort();
  const wanting = [...desk.fields.values()].filter((field) => field.report.findings.some((one) => one.replacement === null));
  if (wanting.length) desk.rest = setTimeout(() => mend(desk, wanting), FIXES_AFTER);
}

async function mend(here, fields) {
  here.mending = new AbortController();
  const texts = new Map(fields.map((field) => [field.audience, field.text]));
  const asked = { messages: messages(), audiences: [...texts.keys()], replacements: true };
  try {
    const told = await call("POST", `/v1/drafts/${here.id}/check`, asked, here.mending.signal);
    if (here !== desk) return;
    for (const report of told.reports) {
      const field = here.fields.get(report.audience);
      if (field.text === texts.get(report.audience)) receive(field, field.text, report);
    }
    settle();
  } catch { /* let go, or out of reach: the findings stand without them */ }
}

function tell(field) {
  const { report, section } = field;
  const count = section.querySelector(".count");
  count.textContent = `${report.length} / ${report.limit}`;
  count.classList.toggle("late", report.length > report.limit);
  const verdict = section.querySelector("[data-verdict]");
  verdict.textContent = { pass: "passes", review: "needs a look", block: "blocked" }[report.verdict];
  verdict.className = `verdict ${report.verdict}`;
  const blocking = report.findings.filter((one) => one.severity === "block").length;
  section.querySelector(`#told-${field.audience}`).textContent = report.findings.length ? `${report.findings.length} findings, ${blocking} of them block` : "Nothing found";
  showFindings(field, { fix, mark });
  showClaims(field, { mark });
}

// ---- what stands in the way of approving

const reports = () => [...desk.fields.values()].map((field) => field.report);
const blocked = () => reports().filter((one) => one.verdict === "block");
const edited = () => [...desk.fields.values()].some((field) => field.edited);

function obstacle() {
  if (desk.gone) return `This draft is ${desk.status.replaceAll("_", " ")} now.`;
  if (desk.holder && desk.holder.name !== desk.me) return `${desk.holder.name} holds this until ${clock(desk.holder.until)}.`;
  const rules = blocked().flatMap((one) => one.findings.filter((finding) => finding.severity === "block").map((finding) => `${finding.rule} in the ${one.audience} message`));
  if (rules.length) return `Blocked: ${[...new Set(rules)].join(", ")}.`;
  if (desk.unseen.length) return `Facts behind these words changed: ${desk.unseen.map((one) => one.id).join(", ")}. Write it anew, or put it in your own words.`;
  return "";
}

function settle() {
  if (!$("approve")) return;
  const why = obstacle();
  const others = desk.gone || (desk.holder && desk.holder.name !== desk.me);
  $("approve").disabled = Boolean(why);
  $("approve").querySelector("span").textContent = edited() ? "Approve as edited" : "Approve";
  if ($("why").textContent !== why) $("why").textContent = why;
  $("override").hidden = others || !blocked().length || !blocked().every((one) => one.overridable);
  for (const button of document.querySelectorAll(".decide [data-do]:not(#approve, [data-do=help])")) button.disabled = Boolean(others);
  for (const field of desk.fields.values()) field.area.readOnly = Boolean(desk.holder && desk.holder.name !== desk.me);
  $("claim").textContent = desk.holder?.name === desk.me ? "Let go" : "Take it";
}

// ---- pointing: from words to facts, and back

function light(ids) {
  for (const fact of document.querySelectorAll("[data-fact]")) fact.classList.toggle("lit", ids.includes(fact.dataset.fact));
}

const factsOf = (span) => (span.kind === "claim" ? span.one.facts : span.one.evidence);

function pointed(field, at) {
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

function mark(field, span) {
  light(factsOf(span));
  document.querySelector(".lit")?.scrollIntoView({ block: "nearest" });
  for (const one of document.querySelectorAll("mark.here")) one.classList.remove("here");
  for (const one of field.mirror.querySelectorAll("mark")) if (one.spans.includes(span)) one.classList.add("here");
  if (span.kind !== "claim") desk.current = { field, finding: span.one };
}

document.addEventListener("selectionchange", () => {
  const field = [...(desk?.fields.values() ?? [])].find((one) => one.area === document.activeElement);
  if (!field) return;
  const found = field.at(field.area.selectionStart);
  light(found.flatMap(factsOf));
  const finding = found.find((span) => span.kind === "finding");
  if (finding) desk.current = { field, finding: finding.one };
});
document.addEventListener("focusin", (event) => back(event.target.closest?.("[data-fact]")));
document.addEventListener("mouseover", (event) => back(event.target.closest?.("[data-fact]")));

// From a fact to the words that rest on it.
function back(fact) {
  for (const one of document.querySelectorAll(".mirror mark")) one.classList.toggle("here", Boolean(fact) && one.spans.some((span) => factsOf(span).includes(fact.dataset.fact)));
}

// ---- findings by key

function step(by) {
  const all = [...document.querySelectorAll(".findings > li")];
  const at = all.indexOf(document.activeElement.closest?.(".findings > li"));
  if (!all.length) { say("Nothing was found"); return; }
  all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length].focus();
}

function fix(field, finding) {
  const typing = document.activeElement === field.area;
  if (!field.fix(finding)) { say("No fix is known for this, or the words changed since"); return; }
  if (!typing) { field.area.blur(); $("main").focus({ preventScroll: true }); }
  say("Mended");
}

// ---- decisions

const at = (what) => `/v1/drafts/${desk.id}/${what}`;

async function decide(what, body, told) {
  if (desk.deciding) return;
  desk.deciding = true;
  const here = desk;
  try {
    const done = await call("POST", at(what), { version: desk.version, ...body });
    here.done = true;
    const seconds = done.status === "approved" ? (Date.parse(done.release_at) - Date.parse(done.updated_at)) / 1000 : done.status === "rejected" ? desk.undo_seconds : 0;
    remember(done, told, seconds);
    say(told);
    await onward();
  } catch (error) {
    await refused(error);
  } finally {
    here.deciding = false;
  }
}

async function refused(error) {
  const problem = error.problem ?? {};
  if (problem.changed_facts?.length) {
    desk.unseen = problem.sentences ? problem.changed_facts : desk.unseen;
    showChanged(problem.changed_facts, problem.sentences);
  }
  if (error.status === 409 && !problem.changed_facts) await moved();
  if (error.status === 422 && problem.findings) check([...desk.fields.keys()]);
  settle();
  say([error.message, problem.remedy].filter(Boolean).join(" – "));
}

function approve(override) {
  if ($("approve").hidden || (obstacle() && !override)) { say(obstacle() || "There is nothing to approve"); return; }
  // Sent as it was drafted when nobody touched it: then it is told as approved, not as edited.
  const own = edited() ? { messages: messages() } : {};
  return decide("approve", { ...own, ...override }, "Approved");
}

async function withWords(what, title, go, fields, told, shape = (given) => given) {
  const given = await ask(title, go, fields);
  if (given) await decide(what, shape(given), told);
}

function untilChoices() {
  const now = new Date();
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9);
  const hours = (count) => new Date(now.getTime() + count * 3_600_000);
  return [[hours(1), "in an hour"], [hours(4), "in four hours"], [tomorrow, "tomorrow at nine"], [hours(72), "in three days"], [hours(168), "in a week"]]
    .map(([moment, text]) => [moment.toISOString(), `${text} (${clock(moment)})`]);
}

async function rewrite() {
  const given = await ask("Write it anew", "Write", [{ name: "instructions", label: "What should be different? (may stay empty)" }]);
  if (!given) return;
  say("Writing …");
  await attempt(async () => {
    await call("POST", at("regenerate"), { version: desk.version, instructions: given.instructions || null });
    await go(`/drafts/${desk.id}`);
    say("Written anew");
  });
}

async function claim() {
  try {
    const mine = desk.holder?.name === desk.me;
    const done = mine ? await call("POST", at("handover"), { version: desk.version }) : await call("POST", at("claim"));
    held(done);
    presence();
  } catch (error) {
    if (error.problem?.claimed_by) await beat(); else await refused(error);
  } finally { desk.taking = false; }
}

// ---- the next one

async function nextId() {
  const search = sessionStorage.getItem("amends.queue") ?? "";
  const { entries } = await call("GET", `/v1/queue?${search}`);
  const free = entries.filter((one) => one.status === "pending_review" && (!one.claimed_by || one.claimed_by === desk.me));
  const here = entries.findIndex((one) => one.id === desk.id);
  const after = entries.slice(here + 1).find((one) => free.includes(one));
  return (after ?? free.find((one) => one.id !== desk.id))?.id ?? null;
}

async function prefetch() {
  following = null;
  const here = desk;
  try {
    const id = await nextId();
    if (!id || here !== desk) return;
    following = { id, from: here.id, at: Date.now(), page: pageOf(`/drafts/${id}`) };
    following.page.catch(() => {});
  } catch { /* it is read when it is wanted */ }
}

async function onward() {
  const ready = following?.from === desk.id ? following : null;
  const id = ready?.id ?? await nextId();
  if (!id) { leave(); location.assign("/"); return; }
  await go(`/drafts/${id}`, ready && Date.now() - ready.at < FRESH ? await ready.page.catch(() => null) : null);
}

// ---- others

function held(told) {
  desk.holder = told.claimed_by && Date.parse(told.claimed_until) > Date.now() - 5000 ? { name: told.claimed_by, until: told.claimed_until } : null;
  settle();
}

function presence(others = desk.others ?? []) {
  desk.others = others;
  const looking = others.length ? `${others.join(", ")} ${others.length > 1 ? "are" : "is"} looking at this. ` : "";
  const holds = desk.holder ? (desk.holder.name === desk.me ? "You hold this." : `${desk.holder.name} holds this until ${clock(desk.holder.until)}.`) : "";
  const text = looking + holds;
  if ($("presence").textContent !== text) $("presence").textContent = text;
}

async function beat() {
  const here = desk;
  clearTimeout(here.beating);
  try {
    if (document.visibilityState === "visible") {
      const told = await call("POST", at("presence"), {});
      if (here !== desk) return;
      held(told);
      presence(told.others);
      if (told.version !== here.version || told.status !== "pending_review") await moved();
    }
  } catch { /* out of reach for a moment */ }
  if (here === desk && !here.gone) here.beating = setTimeout(beat, BEAT);
}

function leave() {
  clearTimeout(desk.beating);
  clearTimeout(desk.rest);
  keep();
  if (!desk.waits) return;
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": document.querySelector('meta[name="csrf"]').content };
  fetch(at("presence"), { method: "POST", keepalive: true, headers, body: JSON.stringify({ leaving: true }) }).catch(() => {});
}
addEventListener("pagehide", () => desk && leave());

// Somebody changed or decided it meanwhile: what was typed here stays, the new words are shown beside it.
async function moved() {
  const here = desk;
  const now = await call("GET", `/v1/drafts/${here.id}`);
  if (here !== desk || !now.version || (now.version === here.version && now.status === here.status)) return;
  if (!edited() && now.status === "pending_review") { await go(`/drafts/${here.id}`); say("Changed meanwhile; this is how it stands now"); return; }
  here.version = now.version;
  here.status = now.status;
  here.gone = now.status !== "pending_review";
  $("version").textContent = now.version;
  $("status").textContent = now.status.replaceAll("_", " ");
  $("notice").hidden = false;
  $("notice").replaceChildren(make("strong", here.gone ? `It was ${now.status.replaceAll("_", " ")} meanwhile${now.approved_by ? ` by ${now.approved_by}` : ""}. ` : "It was changed meanwhile. "), "What you typed is kept; the words as they stand now are below it.");
  for (const message of now.messages) {
    const field = here.fields.get(message.audience);
    if (!field) continue;
    field.original = message.text;
    const text = make("p", message.text, "text");
    text.dir = "auto";
    const use = make("button", "Take these words", "small");
    use.type = "button";
    use.addEventListener("click", () => { field.area.value = message.text; field.area.dispatchEvent(new Event("input")); box.hidden = true; });
    const box = field.section.querySelector(".newer");
    box.hidden = message.text === field.text;
    box.replaceChildren(make("strong", `Version ${now.version}`), text, ...(here.gone ? [] : [use]));
  }
  settle();
}

// ---- keys and buttons

async function copy(_, button) {
  const area = button.closest(".message").querySelector("textarea");
  try { await navigator.clipboard.writeText(area.value); } catch { area.select(); document.execCommand("copy"); }
  say("Copied");
}

const waiting = (run) => (...given) => {
  if (!desk.waits) { say("It is decided already"); return; }
  const why = desk.gone || (desk.holder && desk.holder.name !== desk.me) ? obstacle() : "";
  if (why) { say(why); return; }
  run(...given);
};
const edit = (index) => () => { const field = [...desk.fields.values()][index]; field?.area.focus(); };
const note = (label, required = true) => [{ name: "note", label, required }];
const reason = (label) => [{ name: "reason", label, required: true }];

register({
  approve: { keys: ["a"], run: waiting(() => approve()) },
  override: { run: waiting(async () => {
    const given = await ask("Approve although it is blocked", "Approve", reason("Why? It is kept with your name in the case's events."));
    if (given) approve({ override: given });
  }) },
  reject: { keys: ["r"], run: waiting(() => withWords("reject", "Reject", "Reject", reason("Why?"), "Rejected")) },
  regenerate: { keys: ["g"], run: waiting(rewrite) },
  claim: { keys: ["c"], run: waiting(claim) },
  hold: { keys: ["h"], run: waiting(() => withWords("hold", "Set aside", "Set aside", [{ name: "until", label: "Until", kind: "choice", choices: untilChoices() }, ...note("Note", false)], "Set aside")) },
  escalate: { keys: ["e"], run: waiting(() => withWords("escalate", "Escalate", "Escalate", note("What should they know?"), "Escalated")) },
  "not-genuine": { keys: ["n"], run: waiting(() => withWords("not-genuine", "Not genuine", "Mark it", reason("What makes you sure?"), "Marked as not genuine")) },
  handover: { keys: ["o"], run: waiting(() => withWords("handover", "Hand over", "Hand over",
    [{ name: "to", label: "To", kind: "choice", choices: [...[...$("colleagues").options].map((one) => [one.value, one.value]), ["", "nobody: let it go"]] }, ...note("Note", false)],
    "Handed over", (given) => ({ ...given, to: given.to || null }))) },
  fix: { keys: ["f"], run: waiting(() => { desk.current ? fix(desk.current.field, desk.current.finding) : step(1); }) },
  before: { keys: ["["], run: () => step(-1) },
  after: { keys: ["]"], run: () => step(1) },
  first: { keys: ["1"], run: edit(0) },
  second: { keys: ["2"], run: edit(1) },
  back: { keys: ["Escape"], run: () => { location.assign(`/?${sessionStorage.getItem("amends.queue") ?? ""}`); } },
  copy: { run: copy },
});

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || !inField(event.target) || !event.target.closest(".message") || !desk.waits) return;
  if (event.key === "Enter") { event.preventDefault(); waiting(() => approve())(); }
  if (event.key === "." && desk.current) { event.preventDefault(); fix(desk.current.field, desk.current.finding); }
});
onUndone((id) => { following = null; go(`/drafts/${id}`); });

open();
