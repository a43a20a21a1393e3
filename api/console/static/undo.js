// The seconds in which a decision can be taken back. They outlast the page on which it was taken.
import { $, attempt, call, say } from "./call.js";
import { register } from "./keys.js";

const KEPT = "amends.undo";
const kept = () => JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
let opened = (id) => location.assign(`/drafts/${id}`);

// `back` tells what takes it back, by `path` and `body`, and which draft is to `open` then.
export function remember(back, told, seconds) {
  if (seconds > 0) sessionStorage.setItem(KEPT, JSON.stringify({ ...back, told, until: Date.now() + seconds * 1000 }));
  show();
}
export const onUndone = (run) => { opened = run; };

function show() {
  const last = kept();
  const rest = last ? Math.ceil((last.until - Date.now()) / 1000) : 0;
  $("toast").hidden = rest <= 0;
  if (rest <= 0) { sessionStorage.removeItem(KEPT); return; }
  const text = `${last.told} `;
  const said = $("toast").querySelector("span");
  // The countdown is for the eye: a reader that spoke every second of it would drown the rest.
  if (said.dataset.told !== text) { said.replaceChildren(text, Object.assign(document.createElement("b"), { ariaHidden: "true" })); said.dataset.told = text; }
  const left = `${rest} s`;
  if (said.querySelector("b").textContent !== left) said.querySelector("b").textContent = left;
}
setInterval(show, 250);
show();

register({
  undo: {
    keys: ["u"],
    run: () => attempt(async () => {
      const last = kept();
      if (!last) { say("There is nothing to undo"); return; }
      await call("POST", last.path, last.body);
      sessionStorage.removeItem(KEPT);
      show();
      say("Taken back");
      opened(last.open);
    }),
  },
});
