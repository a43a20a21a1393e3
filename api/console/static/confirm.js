// Asks before what cannot be undone; resolves to whether to go on. Escape and Cancel say no, and have the focus first.
import { make } from "./call.js";

export function confirmed(title, text, go, { danger = true } = {}) {
  const dialog = make("dialog");
  const heading = Object.assign(make("h2", title), { id: "confirm-title", dir: "auto" });
  const said = Object.assign(make("p", text), { id: "confirm-text", dir: "auto" });
  const form = Object.assign(make("form", "", "row"), { method: "dialog" });
  const no = Object.assign(make("button", "Cancel"), { value: "" });
  const yes = Object.assign(make("button", go, danger ? "danger" : "main"), { value: "go" });
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.setAttribute("aria-describedby", said.id);
  form.append(no, yes);
  dialog.append(heading, said, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((settle) => {
    dialog.addEventListener("close", () => { dialog.remove(); settle(dialog.returnValue === "go"); }, { once: true });
  });
}
