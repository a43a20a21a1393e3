// Opening a draft, going on to the next one, and keeping what was typed on the way.
import { go as goTo } from "./after.js";
import { $, call, pageOf, say } from "./call.js";
import { check, tell, typed } from "./checking.js";
import { Field } from "./marks.js";
import { pointed } from "./pointing.js";
import { beat, leave } from "./presence.js";
import { unveiling } from "./private.js";
import { begin, desk, edited, messages, settle } from "./state.js";
import { showChanged } from "./telling.js";

const FRESH = 30_000;
let following = null;

export function open() {
  const data = JSON.parse($("data").textContent);
  sessionStorage.setItem("amends.last", data.id);
  begin(data);
  for (const section of document.querySelectorAll(".message")) {
    const field = new Field(section, { typed, pointed, names: data.names });
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

export async function go(path, ready) {
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
addEventListener("popstate", () => location.reload());

// ---- what was typed and not decided on is there again when this tab comes back to the same version

const wordsOf = (id) => `amends.words.${id}`;

export function keep() {
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

export async function onward(told) {
  const ready = following?.from === desk.id ? following : null;
  const id = ready?.id ?? await nextId();
  if (!id) { leave(); goTo(`${told}. Nothing else waits`, "/"); return; }
  await go(`/drafts/${id}`, ready && Date.now() - ready.at < FRESH ? await ready.page.catch(() => null) : null);
}

export function again(id = desk.id) {
  following = null;
  return go(`/drafts/${id}`);
}
