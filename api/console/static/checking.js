// The words are checked while they are typed. Two checks may be under way: the newest never waits for one that is about
// to be overtaken, and an answer that is older than what is shown is let go.
import { $, call, say } from "./call.js";
import { fix, mark } from "./pointing.js";
import { moved, take } from "./presence.js";
import { desk, messages, settle } from "./state.js";
import { showChanged, showClaims, showFindings } from "./telling.js";

const AT_ONCE = 2;
const FIXES_AFTER = 350;
const REMEMBERED = 40;

export function typed(field) {
  field.strokes.push(performance.now());
  take();
  rest();
  settle();
  check([field.audience]);
}

export function rest() {
  clearTimeout(desk.rest);
  desk.mending?.abort();
}

// ---- one check after the other

export function check(audiences) {
  const here = desk;
  here.wanted ??= new Set();
  here.underway ??= new Set();
  audiences.forEach((one) => here.wanted.add(one));
  next(here);
}

function next(here) {
  if (here !== desk || !here.wanted.size || here.underway.size >= AT_ONCE) return;
  const one = asked(here);
  const known = recalled(here, one);
  if (known) { shown(here, one, known); next(here); return; }
  here.underway.add(one);
  ask(here, one).finally(() => { here.underway.delete(one); next(here); });
}

// What is asked about: the words as they stand, and the strokes that they take into account.
function asked(here) {
  const audiences = [...here.wanted];
  here.wanted.clear();
  here.count = (here.count ?? 0) + 1;
  const fields = audiences.map((one) => here.fields.get(one));
  return {
    audiences,
    number: here.count,
    texts: new Map(fields.map((field) => [field.audience, field.text])),
    strokes: fields.flatMap((field) => field.strokes.splice(0)),
    letting: new AbortController(),
  };
}

async function ask(here, one) {
  try {
    const told = await call("POST", `/v1/drafts/${here.id}/check`, { messages: messages(), audiences: one.audiences }, one.letting.signal);
    remembered(here, one, told);
    shown(here, one, told);
  } catch (error) {
    if (error.name !== "AbortError" && here === desk) say(`It cannot be checked now: ${error.message}`);
  }
}

function shown(here, one, told) {
  if (here !== desk) return;
  for (const report of told.reports) {
    const field = here.fields.get(report.audience);
    if ((field.seen ?? 0) > one.number) continue;
    field.seen = one.number;
    receive(field, one.texts.get(report.audience), report);
  }
  // From each stroke to the findings that take it into account, for whoever measures.
  for (const start of one.strokes) performance.measure("check", { start });
  overtake(here, one);
  if (told.version !== here.version) moved();
  here.changed_facts = told.changed_facts;
  here.unseen = told.unseen;
  showChanged(told.changed_facts, told.sentences);
  settle();
  later();
}

// Older checks of the same messages tell nothing any more: their strokes are in what is shown.
function overtake(here, one) {
  for (const other of here.underway) {
    if (other.number > one.number || !other.audiences.every((each) => one.audiences.includes(each))) continue;
    if (other !== one) {
      for (const start of other.strokes.splice(0)) performance.measure("check", { start });
      other.letting.abort();
    }
  }
}

// Words that stood there a moment ago, as after an undo, have been read.
const keyOf = (here, one) => JSON.stringify([here.version, one.audiences, messages()]);

function recalled(here, one) {
  one.key = keyOf(here, one);
  const known = here.known?.get(one.key);
  return known && Date.now() - known.at < 20_000 ? known.told : null;
}

function remembered(here, one, told) {
  here.known ??= new Map();
  here.known.set(one.key, { told, at: Date.now() });
  if (here.known.size > REMEMBERED) here.known.delete(here.known.keys().next().value);
}

function receive(field, text, report) {
  field.show(text, report);
  tell(field);
}

// ---- what mends it

// The words that mend a finding take longer to find: they are asked for when the typing rests, beside the checks, and
// let go when it goes on.
function later() {
  rest();
  const wanting = [...desk.fields.values()].filter((field) => field.report.findings.some((one) => one.replacement === null));
  if (wanting.length) desk.rest = setTimeout(() => mend(desk, wanting), FIXES_AFTER);
}

async function mend(here, fields) {
  here.mending = new AbortController();
  const texts = new Map(fields.map((field) => [field.audience, field.text]));
  const body = { messages: messages(), audiences: [...texts.keys()], replacements: true };
  try {
    const told = await call("POST", `/v1/drafts/${here.id}/check`, body, here.mending.signal);
    if (here !== desk) return;
    for (const report of told.reports) {
      const field = here.fields.get(report.audience);
      if (field.text === texts.get(report.audience)) receive(field, field.text, report);
    }
    settle();
  } catch { /* let go, or out of reach: the findings stand without them */ }
}

export function tell(field) {
  const { report, section } = field;
  const count = section.querySelector(".count");
  const text = `${report.length} / ${report.limit}`;
  if (count.textContent !== text) count.textContent = text;
  count.classList.toggle("late", report.length > report.limit);
  const verdict = section.querySelector("[data-verdict]");
  const said = { pass: "passes", review: "needs a look", block: "blocked" }[report.verdict];
  if (verdict.textContent !== said) { verdict.textContent = said; verdict.className = `verdict ${report.verdict}`; }
  const blocking = report.findings.filter((one) => one.severity === "block").length;
  const sum = report.findings.length ? `${report.findings.length} findings, ${blocking} of them block` : "Nothing found";
  const told = $(`told-${field.audience}`);
  if (told.textContent !== sum) told.textContent = sum;
  showFindings(field, { fix, mark });
  showClaims(field, { mark });
}
