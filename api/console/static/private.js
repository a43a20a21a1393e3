// Private data is veiled on the page until a person asks to see it; only then is it fetched.
import { $, attempt, call } from "./call.js";

export function unveiling(draftId) {
  const button = $("unveil");
  if (!button) return;
  const places = [...document.querySelectorAll("[data-where]")];
  const veiled = new Map(places.map((place) => [place, place.textContent]));
  button.addEventListener("click", () => attempt(async () => {
    const open = button.getAttribute("aria-pressed") === "false";
    const { complaint } = open ? await call("GET", `/v1/drafts/${draftId}`) : { complaint: null };
    for (const place of places) place.textContent = open ? textOf(complaint, place.dataset.where) : veiled.get(place);
    button.setAttribute("aria-pressed", String(open));
    button.textContent = open ? "Hide private data" : "Show private data";
  }));
}

function textOf(complaint, where) {
  const number = where.match(/^complaint\.thread\.(\d+)\.text$/)?.[1];
  return number === undefined ? complaint.text : complaint.thread[Number(number)].text;
}
