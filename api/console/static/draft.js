// One draft: its words checked while they are typed, its facts beside them, its decisions. Then the next one.
import { say } from "./call.js";
import { decisions, waiting } from "./decisions.js";
import { inField, register } from "./keys.js";
import { matters } from "./matters.js";
import { again, open } from "./onward.js";
import { fixCurrent, step } from "./pointing.js";
import { claim } from "./presence.js";
import { desk } from "./state.js";
import { onUndone } from "./undo.js";

const edit = (index) => () => [...desk.fields.values()][index]?.area.focus();

async function copy(_, button) {
  const area = button.closest(".message").querySelector("textarea");
  try { await navigator.clipboard.writeText(area.value); } catch { area.select(); document.execCommand("copy"); }
  say("Copied");
}

register({
  ...decisions,
  ...matters,
  claim: { keys: ["c"], run: waiting(claim) },
  fix: { keys: ["f"], run: waiting(fixCurrent) },
  before: { keys: ["["], run: () => step(-1) },
  after: { keys: ["]"], run: () => step(1) },
  first: { keys: ["1"], run: edit(0) },
  second: { keys: ["2"], run: edit(1) },
  back: { keys: ["Escape"], run: () => { location.assign(`/?${sessionStorage.getItem("amends.queue") ?? ""}`); } },
  copy: { run: copy },
});

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || !inField(event.target) || !event.target.closest(".message") || !desk.waits) return;
  if (event.key === "Enter") { event.preventDefault(); decisions.approve.run(); }
  if (event.key === "." && desk.current) { event.preventDefault(); fixCurrent(); }
});
onUndone((id) => again(id));

open();
