// What is decided of the message and its case, whether or not a draft waits: hiding, warning, the end, the follow-up.
import { attempt, call, say } from "./call.js";
import { ask } from "./ask.js";
import { again } from "./onward.js";
import { desk, spaced } from "./state.js";
import { later } from "./times.js";
import { remember } from "./undo.js";

const AT_LEAST = 10;
const ofCase = (what) => `/v1/cases/${desk.case.id}/${what}`;
const FOLLOW = { hours: [1, 4], days: [1, 3, 7, 14, 30] };

// The page is read again: what was typed on it is kept, and the case tells how it stands.
const done = (path, body, told, undo) => attempt(async () => {
  const here = desk.id;
  await desk.claiming;
  const answer = await call("POST", path, body);
  if (undo) remember({ ...undo, open: here }, told, Math.max(desk.undo_seconds, AT_LEAST));
  await again(here);
  say(told);
  return answer;
});

// ---- the message

function decided(decision) {
  if (!desk.moderation.may) { say("Nobody but you can read this message: there is nothing to hide"); return undefined; }
  const told = decision === "hidden" ? "Put down: it was hidden" : "Put down: it stays";
  return done(`/v1/drafts/${desk.id}/moderation`, { version: desk.version, decision }, told);
}

async function moderate() {
  if (!desk.moderation.may) { decided(); return; }
  const proposed = desk.moderation.propose === "hide" ? `Hiding is proposed: ${desk.moderation.why}` : "Hiding is not proposed. Nothing is hidden because it is negative.";
  const choices = [["kept", "It stays where it is"], ["hidden", "I hid or removed it on the platform"]];
  if (desk.moderation.propose === "hide") choices.reverse();
  const given = await ask("Hide the message?", "Put it down", [{ name: "decision", label: proposed, kind: "choice", choices }]);
  if (given) await decided(given.decision);
}

async function warn() {
  if (!desk.may_warn) { say("Only whoever is not answered can be warned"); return; }
  if (!desk.house_rules.length) { say("There is no house rule to name: add them to the brand's settings, under house_rules"); return; }
  const choices = desk.house_rules.map((rule) => [rule.id, rule.title]);
  const title = desk.warned ? "Tell of the removal" : "Warn once";
  const given = await ask(title, "Draft it", [{ name: "house_rule", label: "The house rule that was broken", kind: "choice", choices }]);
  if (given) await done(`/v1/drafts/${desk.id}/warn`, { version: desk.version, ...given }, "Drafted: decide on it like on any draft");
}

// ---- the case

async function solve() {
  if (desk.case.status === "closed") { say(`The case is closed already: ${spaced(desk.case.outcome)}`); return; }
  const outcome = { name: "outcome", label: "How did it end?", kind: "choice", choices: [["solved", "solved"], ["unsolved", "unsolved"], ["not_genuine", "not genuine"]] };
  const given = await ask("Close the case", "Close it", [outcome, { name: "note", label: "Note (may stay empty)" }]);
  if (!given) return;
  // Closing it otherwise ends its follow-up, which opening it again does not bring back.
  const undo = given.outcome === "solved" ? { path: ofCase("reopen") } : null;
  await done(ofCase("close"), { outcome: given.outcome, note: given.note || null }, `The case is closed: ${spaced(given.outcome)}`, undo);
}

const reopen = () => (desk.case.status === "closed" ? done(ofCase("reopen"), undefined, "The case is open again") : say("The case is open"));

const scheduled = () => desk.case.follow_up?.status === "scheduled";

async function follow(title, label) {
  if (desk.case.follow_up?.status === "drafted") { say("Its follow-up is drafted already: decide on that draft"); return; }
  const choices = [...later(FOLLOW), ...(scheduled() ? [["", "not at all: cancel it"]] : [])];
  const given = await ask(title, "Put it down", [{ name: "due_at", label, kind: "choice", choices }]);
  if (!given) return;
  const undo = scheduled() ? { path: ofCase("followup"), body: { due_at: desk.case.follow_up.due_at } } : { path: ofCase("followup"), body: { cancel: true } };
  if (given.due_at) await done(ofCase("followup"), { due_at: given.due_at }, "The follow-up is put down", undo);
  else await done(ofCase("followup"), { cancel: true }, "The follow-up is cancelled", undo);
}

const followUp = () => follow("Follow up", "When should a draft ask how it went? You review it like any other.");

function share() {
  if (desk.case.outcome !== "solved") { say("Mark the case as solved first: until then nobody is asked to share anything"); return undefined; }
  if (desk.case.asked) { say("They were asked once since it was solved: that is enough"); return undefined; }
  return follow("Ask to share", "When? The draft asks whether all is well, and says once that they are welcome to tell others.");
}

export const matters = {
  warn: { keys: ["w"], run: warn },
  moderate: { keys: ["m"], run: moderate },
  hidden: { run: () => decided("hidden") },
  kept: { run: () => decided("kept") },
  solve: { keys: ["s"], run: solve },
  reopen: { run: reopen },
  "follow-up": { keys: ["p"], run: followUp },
  share: { keys: ["y"], run: share },
};
