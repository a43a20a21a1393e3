// The queue: keys, live news, saved views. Rows are rendered by the server; nothing shifts under the cursor unasked.
import { $, attempt, call, make, pageOf, say, watch } from "./call.js";
import { register } from "./keys.js";
import "./times.js";
import "./undo.js";
import "./after.js";
import "./ask.js";

const VIEWS = "amends.views";
const LAST = "amends.last";
const rows = $("rows");
const query = () => new URLSearchParams([...new FormData($("filters"))].filter(([, value]) => value));
const entries = () => [...rows.querySelectorAll(".entry > a")];
sessionStorage.setItem("amends.queue", query().toString());

function move(by) {
  const all = entries();
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  next?.focus();
}

async function take() {
  const row = document.activeElement.closest?.(".entry");
  if (!row) { say("Go to a draft first, with j or k"); return; }
  const holder = row.querySelector(".holder");
  const mine = holder.textContent.trim() === "yours";
  const done = await attempt(() => mine
    ? call("POST", `/v1/drafts/${row.dataset.id}/handover`, { version: Number(row.dataset.mark.split(" ")[0]) })
    : call("POST", `/v1/drafts/${row.dataset.id}/claim`));
  if (!done) return;
  holder.textContent = mine ? "" : "yours";
  say(mine ? "Let go" : "Yours for the next minutes");
}

register({
  down: { keys: ["j", "ArrowDown"], run: () => move(1) },
  up: { keys: ["k", "ArrowUp"], run: () => move(-1) },
  search: { keys: ["/"], run: () => $("q").focus() },
  claim: { keys: ["c"], run: take },
  incidents: { keys: ["i"], run: () => location.assign("/incidents") },
  leave: { keys: ["Escape"], run: () => document.activeElement?.blur() },
});

// Nothing of an empty filter stands in the address.
$("filters").addEventListener("submit", (event) => {
  event.preventDefault();
  location.assign(`/?${query()}`);
});
$("filters").addEventListener("change", (event) => { if (event.target.id !== "q") $("filters").requestSubmit(); });
rows.addEventListener("click", (event) => {
  const entry = event.target.closest(".entry");
  if (entry) sessionStorage.setItem(LAST, entry.dataset.id);
  if (event.target.id !== "more") return;
  event.preventDefault();
  attempt(async () => {
    const further = event.target.closest("li");
    const found = await pageOf(event.target.href.replace("/?", "/queue/rows?"));
    const made = [...found.body.children];
    further.replaceWith(...made);
    made[0]?.querySelector("a")?.focus();
  });
});

async function refresh() {
  const focused = document.activeElement.closest?.(".entry")?.dataset.id;
  const found = await pageOf(`/queue/rows?${query()}`);
  rows.replaceChildren(...found.body.children);
  $("nothing").hidden = entries().length > 0;
  $("news").hidden = true;
  rows.querySelector(`[data-id="${CSS.escape(focused ?? "")}"] > a`)?.focus();
}
$("news").querySelector("button").addEventListener("click", () => attempt(refresh));

function told(page) {
  for (const link of document.querySelectorAll("[data-stage]")) link.querySelector("b").textContent = page.counts[link.dataset.stage];
  const shown = new Map([...rows.querySelectorAll(".entry")].map((row) => [row.dataset.id, row]));
  const fresh = page.entries.filter((one) => !shown.has(one.id)).length;
  for (const one of page.entries) {
    const row = shown.get(one.id);
    if (!row) continue;
    const me = one.claimed_by === document.querySelector('meta[name="me"]').content;
    row.toggleAttribute("data-held", Boolean(one.claimed_by) && !me);
    row.querySelector(".holder").textContent = one.claimed_by ? (me ? "yours" : `${one.claimed_by} has it`) : "";
    row.dataset.mark = `${one.version} ${one.claimed_by ?? ""} ${one.status}`;
  }
  // Only what would still stand on this page can be told to have left it.
  const known = new Set(page.entries.map((one) => one.id));
  const gone = [...shown.values()].slice(0, page.entries.length).filter((row) => !known.has(row.dataset.id));
  for (const row of shown.values()) row.classList.toggle("gone", !fresh && gone.includes(row));
  const parts = [fresh && `${fresh} new`, gone.length && !fresh && `${gone.length} decided`].filter(Boolean);
  $("news").hidden = !parts.length;
  const text = parts.join(", ");
  if ($("news").querySelector("span").textContent !== text) $("news").querySelector("span").textContent = text;
}
watch(() => `/v1/queue?${query()}`, told, 4000);

const saved = () => JSON.parse(localStorage.getItem(VIEWS) ?? "{}");
function showViews() {
  $("views").replaceChildren(...Object.entries(saved()).map(([name, search]) => {
    const chip = make("span", "", "view");
    const link = make("a", name);
    link.href = `/?${search}`;
    link.dir = "auto";
    const drop = make("button", "×", "small");
    drop.type = "button";
    drop.ariaLabel = `Forget the view ${name}`;
    drop.addEventListener("click", () => {
      const { [name]: _, ...rest } = saved();
      localStorage.setItem(VIEWS, JSON.stringify(rest));
      showViews();
    });
    chip.append(link, drop);
    return chip;
  }));
}
$("save-view").addEventListener("click", async () => {
  const { ask } = await import("./ask.js");
  const given = await ask("Save this view", "Save", [{ name: "name", label: "Its name", required: true }]);
  if (!given) return;
  localStorage.setItem(VIEWS, JSON.stringify({ ...saved(), [given.name.slice(0, 60)]: query().toString() }));
  showViews();
});
showViews();
rows.querySelector(`[data-id="${CSS.escape(sessionStorage.getItem(LAST) ?? "")}"] > a`)?.focus();
