// The draft that lies open, and what stands in the way of approving it.
import { $ } from "./call.js";
import { clock } from "./times.js";

export let desk = null;

export function begin(data) {
  desk = { ...data, waits: data.status === "pending_review", fields: new Map(), unseen: data.changed_facts, holder: null, current: null };
}

export const at = (what) => `/v1/drafts/${desk.id}/${what}`;
export const spaced = (word) => word.replaceAll("_", " ");
export const messages = () => [...desk.fields.values()].map((field) => ({ audience: field.audience, text: field.text }));
export const edited = () => [...desk.fields.values()].some((field) => field.edited);
const reports = () => [...desk.fields.values()].map((field) => field.report);
const blocked = () => reports().filter((one) => one.verdict === "block");
const others = () => Boolean(desk.holder && desk.holder.name !== desk.me);

export function obstacle() {
  if (desk.gone) return `This draft is ${spaced(desk.status)} now.`;
  if (others()) return `${desk.holder.name} holds this until ${clock(desk.holder.until)}.`;
  const rules = blocked().flatMap((one) => one.findings.filter((finding) => finding.severity === "block").map((finding) => `${finding.rule} in the ${one.audience} message`));
  if (rules.length) return `Blocked: ${[...new Set(rules)].join(", ")}.`;
  if (desk.unseen.length) return `Facts behind these words changed: ${desk.unseen.map((one) => one.id).join(", ")}. Write it anew, or put it in your own words.`;
  return "";
}

// Why nobody here may decide on it, or nothing.
export const shut = () => (desk.gone || others() ? obstacle() : "");

export function settle() {
  if (!$("approve")) return;
  const why = obstacle();
  const closed = Boolean(shut());
  $("approve").disabled = Boolean(why);
  $("approve").querySelector("span").textContent = edited() ? "Approve as edited" : "Approve";
  if ($("why").textContent !== why) $("why").textContent = why;
  $("override").hidden = closed || !blocked().length || !blocked().every((one) => one.overridable);
  for (const button of document.querySelectorAll(".decide [data-do]:not(#approve, [data-do=help])")) button.disabled = closed;
  for (const field of desk.fields.values()) field.area.readOnly = others();
  $("claim").textContent = desk.holder?.name === desk.me ? "Let go" : "Take it";
}
