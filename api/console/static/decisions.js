// What a reviewer decides on the draft that waits. The next one opens after it.
import { $, attempt, call, say } from "./call.js";
import { ask } from "./ask.js";
import { check } from "./checking.js";
import { again, onward } from "./onward.js";
import { moved } from "./presence.js";
import { at, desk, edited, messages, obstacle, settle, shut } from "./state.js";
import { showChanged } from "./telling.js";
import { later } from "./times.js";
import { remember } from "./undo.js";

const SET_ASIDE = { hours: [1, 4], days: [1, 3, 7] };
const note = (label, required = true) => [{ name: "note", label, required }];
const reason = (label) => [{ name: "reason", label, required: true }];

async function decide(what, body, told) {
  if (desk.deciding) return;
  const here = desk;
  here.deciding = true;
  try {
    // What takes it on the first stroke and what decides on it must not meet.
    await desk.claiming;
    const done = await call("POST", at(what), { version: desk.version, ...body });
    here.done = true;
    const seconds = done.status === "approved" ? (Date.parse(done.release_at) - Date.parse(done.updated_at)) / 1000 : done.status === "rejected" ? desk.undo_seconds : 0;
    remember({ path: `/v1/drafts/${done.id}/undo`, body: { version: done.version }, open: done.id }, told, seconds);
    say(told);
    await onward(told);
  } catch (error) {
    await refused(error);
  } finally {
    here.deciding = false;
  }
}

export async function refused(error) {
  const problem = error.problem ?? {};
  if (problem.changed_facts?.length) {
    desk.unseen = problem.sentences ? problem.changed_facts : desk.unseen;
    showChanged(problem.changed_facts, problem.sentences);
  }
  if (error.status === 409 && !problem.changed_facts) await moved();
  desk.known?.clear();
  if (error.status === 422 && problem.findings) check([...desk.fields.keys()]);
  settle();
  say([error.message, problem.remedy].filter(Boolean).join(" – "));
}

function approve(override) {
  if ($("approve").hidden || (obstacle() && !override)) { say(obstacle() || "There is nothing to approve"); return undefined; }
  // Sent as it was drafted when nobody touched it: then it is told as approved, not as edited.
  const own = edited() ? { messages: messages() } : {};
  return decide("approve", { ...own, ...override }, "Approved");
}

async function withWords(what, title, go, fields, told, shape = (given) => given) {
  const given = await ask(title, go, fields);
  if (given) await decide(what, shape(given), told);
}

async function overrule() {
  const given = await ask("Approve although it is blocked", "Approve", reason("Why? It is kept with your name in the case's events."));
  if (given) await approve({ override: given });
}

async function rewrite() {
  const given = await ask("Write it anew", "Write", [{ name: "instructions", label: "What should be different? (may stay empty)" }]);
  if (!given || desk.deciding) return;
  const here = desk;
  here.deciding = true;
  say("Writing …");
  await attempt(async () => {
    await call("POST", `/v1/drafts/${here.id}/regenerate`, { version: here.version, instructions: given.instructions || null });
    // A slow model gives time to go on to another draft: that one is not taken away.
    if (here === desk) await again();
    say("Written anew");
  });
  here.deciding = false;
}

function handOver() {
  const names = [...$("colleagues").options].map((one) => [one.value, one.value]);
  const to = { name: "to", label: "To", kind: "choice", choices: [...names, ["", "nobody: let it go"]] };
  return withWords("handover", "Hand over", "Hand over", [to, ...note("Note", false)], "Handed over", (given) => ({ ...given, to: given.to || null }));
}

export const waiting = (run) => (...given) => {
  if (!desk.waits) { say("It is decided already"); return; }
  const why = shut();
  if (why) { say(why); return; }
  if (desk.deciding) { say("One moment: something is under way on this draft"); return; }
  run(...given);
};

export const decisions = {
  approve: { keys: ["a"], run: waiting(() => approve()) },
  override: { run: waiting(overrule) },
  reject: { keys: ["r"], run: waiting(() => withWords("reject", "Reject", "Reject", reason("Why?"), "Rejected")) },
  regenerate: { keys: ["g"], run: waiting(rewrite) },
  hold: { keys: ["h"], run: waiting(() => withWords("hold", "Set aside", "Set aside", [{ name: "until", label: "Until", kind: "choice", choices: later(SET_ASIDE) }, ...note("Note", false)], "Set aside")) },
  escalate: { keys: ["e"], run: waiting(() => withWords("escalate", "Escalate", "Escalate", note("What should they know?"), "Escalated")) },
  "not-genuine": { keys: ["n"], run: waiting(() => withWords("not-genuine", "Not genuine", "Mark it", reason("What makes you sure?"), "Marked as not genuine")) },
  handover: { keys: ["o"], run: waiting(handOver) },
};
