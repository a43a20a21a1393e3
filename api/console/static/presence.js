// Who else is at this draft, and what becomes of it while it lies open.
import { $, call, make, say } from "./call.js";
import { letGo } from "./checking.js";
import { refused } from "./decisions.js";
import { go, keep } from "./onward.js";
import { at, desk, edited, settle, spaced } from "./state.js";
import { clock } from "./times.js";

const BEAT = 10_000;

function held(told) {
  desk.holder = told.claimed_by && Date.parse(told.claimed_until) > Date.now() - 5000 ? { name: told.claimed_by, until: told.claimed_until } : null;
  settle();
}

function tell(others = desk.others ?? []) {
  desk.others = others;
  const looking = others.length ? `${others.join(", ")} ${others.length > 1 ? "are" : "is"} looking at this. ` : "";
  const holds = desk.holder ? (desk.holder.name === desk.me ? "You hold this." : `${desk.holder.name} holds this until ${clock(desk.holder.until)}.`) : "";
  const text = looking + holds;
  if ($("presence").textContent !== text) $("presence").textContent = text;
}

export async function beat() {
  const here = desk;
  clearTimeout(here.beating);
  try {
    if (document.visibilityState === "visible") {
      const told = await call("POST", at("presence"), {});
      if (here !== desk) return;
      held(told);
      tell(told.others);
      if (told.version !== here.version || told.status !== "pending_review") await moved();
    }
  } catch { /* out of reach for a moment */ }
  if (here === desk && !here.gone) here.beating = setTimeout(beat, BEAT);
}

export async function claim() {
  try {
    const mine = desk.holder?.name === desk.me;
    held(mine ? await call("POST", at("handover"), { version: desk.version }) : await call("POST", at("claim")));
    tell();
  } catch (error) {
    if (error.problem?.claimed_by) await beat(); else await refused(error);
  } finally { desk.taking = false; }
}

// Whoever edits takes it: two people at one text help nobody.
export function take() {
  if (desk.holder || desk.taking) return;
  desk.taking = true;
  desk.claiming = claim();
}

export function leave() {
  clearTimeout(desk.beating);
  letGo();
  keep();
  if (!desk.waits) return;
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": document.querySelector('meta[name="csrf"]').content };
  fetch(at("presence"), { method: "POST", keepalive: true, headers, body: JSON.stringify({ leaving: true }) }).catch(() => {});
}
addEventListener("pagehide", () => desk && leave());

// Somebody changed or decided it meanwhile: what was typed here stays, the new words are shown beside it.
export async function moved() {
  const here = desk;
  const now = await call("GET", `/v1/drafts/${here.id}`);
  if (here !== desk || !now.version || (now.version === here.version && now.status === here.status)) return;
  if (!edited() && now.status === "pending_review") { await go(`/drafts/${here.id}`); say("Changed meanwhile; this is how it stands now"); return; }
  here.version = now.version;
  here.status = now.status;
  here.gone = now.status !== "pending_review";
  $("version").textContent = now.version;
  $("status").textContent = spaced(now.status);
  $("notice").hidden = false;
  $("notice").replaceChildren(make("strong", here.gone ? `It was ${spaced(now.status)} meanwhile${now.approved_by ? ` by ${now.approved_by}` : ""}. ` : "It was changed meanwhile. "), "What you typed is kept; the words as they stand now are below it.");
  for (const message of now.messages) showNewer(here, message, now.version);
  settle();
}

function showNewer(here, message, version) {
  const field = here.fields.get(message.audience);
  if (!field) return;
  field.original = message.text;
  const box = field.section.querySelector(".newer");
  const use = Object.assign(make("button", "Take these words", "small"), { type: "button" });
  use.addEventListener("click", () => { field.area.value = message.text; field.area.dispatchEvent(new Event("input")); box.hidden = true; });
  box.hidden = message.text === field.text;
  box.replaceChildren(make("strong", `Version ${version}`), Object.assign(make("p", message.text, "text"), { dir: "auto" }), ...(here.gone ? [] : [use]));
}
