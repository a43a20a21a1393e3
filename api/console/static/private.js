// Private data is veiled until a person asks to see it. Offsets count code points, as everywhere in the API.
import { make } from "./call.js";

const VEIL = "\u2022\u2022\u2022\u2022";

// Returns the text with what is private as "•••• phone"; `stretches` are those of one text.
export function veiled(text, stretches) {
  return pieces(text, stretches).map((one) => (one.kind ? `${VEIL} ${one.kind}` : one.text)).join("");
}

// Returns the stretches of a draft that lie in one of its texts, such as "complaint.text".
export const privateIn = (draft, where) => (draft.private_data ?? []).filter((one) => one.where === where);

// Returns an element with the text, its private data veiled, and where there is any a button that shows it.
export function privateText(text, stretches) {
  const block = make("span");
  const shown = make("span", veiled(text, stretches), "said");
  block.append(shown);
  if (!stretches.length) return block;
  const button = make("button", "Show private data", "small");
  button.type = "button";
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-pressed") === "false";
    button.setAttribute("aria-pressed", String(open));
    button.textContent = open ? "Hide private data" : "Show private data";
    shown.textContent = open ? text : veiled(text, stretches);
  });
  block.append(make("br"), button);
  return block;
}

function pieces(text, stretches) {
  const points = [...text];
  const found = [];
  let at = 0;
  for (const one of [...stretches].sort((a, b) => a.start - b.start)) {
    if (one.start < at || one.end <= one.start) continue;
    found.push({ text: points.slice(at, one.start).join("") }, { text: "", kind: one.kind.replaceAll("_", " ") });
    at = one.end;
  }
  return [...found, { text: points.slice(at).join("") }];
}
