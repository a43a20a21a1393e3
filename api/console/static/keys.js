// What is done by key and by button: a page registers its actions by name; `data-do` on a button names one.
import { $ } from "./call.js";

const byKey = new Map();
const byName = new Map();
const LETTERS = "amends.letters";
const lettersOn = () => localStorage.getItem(LETTERS) !== "off";
export const inField = (node) => Boolean(node?.closest?.("input, textarea, select, [contenteditable]"));

export function register(actions) {
  for (const [name, { keys = [], run }] of Object.entries(actions)) {
    byName.set(name, run);
    for (const key of keys) byKey.set(key, run);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-do]");
  if (!button || button.disabled) return;
  byName.get(button.dataset.do)?.(event, button);
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]")) return;
  if (inField(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key.length === 1 && !lettersOn()) return;
  const run = byKey.get(event.key);
  if (!run) return;
  event.preventDefault();
  run(event);
});

if ($("letters")) {
  $("letters").checked = lettersOn();
  $("letters").addEventListener("change", () => localStorage.setItem(LETTERS, $("letters").checked ? "on" : "off"));
}
register({
  help: { keys: ["?"], run: () => $("help").showModal() },
  dismiss: { run: () => $("ask").close("") },
});
