// The page of a fact: changing and removing it, after telling how many waiting drafts that touches.
import { go } from "./after.js";
import { $, attempt, call, say } from "./call.js";
import { confirmed } from "./confirm.js";

const { kind, id, collection, record, changed } = $("fact").dataset;
const path = `/v1/knowledge/facts/${kind}/${encodeURIComponent(id)}`;
const touched = (number) => (number === 1 ? "One waiting draft rests on it" : `${number || "No"} waiting drafts rest on it`);
const effect = (number) => (number ? `${touched(number)}: their reviewers are told, and must look again.` : `${touched(number)}.`);

$("edit")?.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(async () => {
    const now = await call("GET", path);
    if ((now.changed_at ? Date.parse(now.changed_at) : NaN) > (changed ? Date.parse(changed) : 0)) {
      say("Somebody else has changed it meanwhile: keep a copy of your words, load the page again and compare");
      return;
    }
    if (now.waiting_drafts && !(await confirmed(`Change this ${kind}?`, effect(now.waiting_drafts), "Save the change", { danger: false }))) return;
    const { data, source } = now.fact;
    const stored = await call("PUT", `/v1/${collection}`, { [collection]: [{
      id, data, source, title: $("edit-title").value.trim() || null, text: $("edit-text").value,
      valid_from: $("edit-from").value || null, valid_until: $("edit-until").value || null,
    }] });
    if (stored.unchanged) { say("Nothing was changed"); return; }
    go("Saved");
  });
});

$("remove").addEventListener("click", () => attempt(async () => {
  const { waiting } = await call("GET", `${path}/drafts?limit=1`);
  if (!(await confirmed(`Remove this ${kind}?`, `${effect(waiting)} No later reply can say what it says. This cannot be undone.`, "Remove it"))) return;
  await call("DELETE", `/v1/${collection}/${encodeURIComponent(record)}`);
  go("Removed", "/knowledge");
}));
