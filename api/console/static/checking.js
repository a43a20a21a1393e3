// The words are checked while they are typed. One check is under way at a time, and the next starts from the newest
// words: nothing queues up behind a quick typist. (Two at a time only take the processor from each other.)
import { $, call, say } from "./call.js";
import { fix, mark } from "./pointing.js";
import { moved, take } from "./presence.js";
import { desk, messages, settle } from "./state.js";
import { showChanged, showClaims, showFindings } from "./telling.js";

const FIXES_AFTER = 350;
const FRESH = 20_000;
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

// Nobody waits for it any more: the service stops reading, too.
export function letGo() {
  rest();
  desk.looking?.abort();
}

// ---- one check after the other

export async function check(audiences) {
  const here = desk;
  here.wanted ??= new Set();
  audiences.forEach((one) => here.wanted.add(one));
  if (here.looking) return;
  here.looking = new AbortController();
  try {
    while (here.wanted.size && here === desk) await look(here);
  } catch (error) {
    if (error.name !== "AbortError") say(`It cannot be checked now: ${error.message}`);
  } finally {
    here.looking = null;
  }
}

async function look(here) {
  const asked = [...here.wanted];
  here.wanted.clear();
  const body = { messages: messages(), audiences: asked };
  const texts = new Map(asked.map((one) => [one, here.fields.get(one).text]));
  const strokes = asked.flatMap((one) => here.fields.get(one).strokes.splice(0));
  const told = recalled(here, body) ?? remembered(here, body, await call("POST", `/v1/drafts/${here.id}/check`, body, here.looking.signal));
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

// Words that stood there a moment ago, as after an undo, have been read.
function recalled(here, body) {
  const known = here.known?.get(JSON.stringify([here.version, body]));
  return known && Date.now() - known.at < FRESH ? known.told : null;
}

function remembered(here, body, told) {
  here.known ??= new Map();
  here.known.set(JSON.stringify([here.version, body]), { told, at: Date.now() });
  if (here.known.size > REMEMBERED) here.known.delete(here.known.keys().next().value);
  return told;
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
