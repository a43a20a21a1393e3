// One dialog for every decision that wants a word with it.
import { $, make } from "./call.js";

function fieldOf({ name, label, kind = "text", required = false, choices = [] }) {
  const id = `ask-${name}`;
  const title = make("label", label);
  title.htmlFor = id;
  const field = make(kind === "text" ? "textarea" : "select");
  field.id = id;
  field.name = name;
  field.required = required;
  if (kind === "text") { field.rows = 3; field.maxLength = 2000; field.dir = "auto"; }
  else field.append(...choices.map(([value, text]) => Object.assign(make("option", text), { value })));
  return [title, field];
}

// Resolves to what was filled in, by name; to null when it was dismissed.
export function ask(title, go, fields) {
  const dialog = $("ask");
  $("ask-title").textContent = title;
  $("ask-go").textContent = go;
  $("ask-go").value = "go";
  $("ask-fields").replaceChildren(...fields.flatMap(fieldOf));
  dialog.returnValue = "";
  dialog.showModal();
  $("ask-fields").querySelector("textarea, select")?.focus();
  return new Promise((settle) => {
    dialog.addEventListener("close", () => {
      const form = new FormData(dialog.querySelector("form"));
      settle(dialog.returnValue === "go" ? Object.fromEntries([...form].map(([name, value]) => [name, value.trim()])) : null);
    }, { once: true });
  });
}

$("ask").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); $("ask-go").click(); }
});
