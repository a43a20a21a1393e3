// What was done is told on the page that shows it, after it was loaded again.
import { say } from "./call.js";

const KEPT = "amends-done";

export function go(text, to) {
  sessionStorage.setItem(KEPT, text);
  if (to) location.assign(to);
  else location.reload();
}

say(sessionStorage.getItem(KEPT) ?? "");
sessionStorage.removeItem(KEPT);
