// The page of people: changes go over /v1/people, /v1/invitations and /v1/keys.
import { $, attempt, call, say } from "./call.js";

const idOf = (node) => node.closest("[data-id]").dataset.id;
const reload = () => location.reload();

function change(id, body, told) {
  attempt(async () => { await call("PATCH", `/v1/people/${id}`, body); say(told); });
}

$("people").addEventListener("change", (event) => {
  if (event.target.dataset.change === "role") change(idOf(event.target), { role: event.target.value }, "Role changed");
});
$("people").addEventListener("click", (event) => {
  const what = event.target.dataset.change;
  if (what !== "enable" && what !== "disable") return;
  attempt(async () => { await call("PATCH", `/v1/people/${idOf(event.target)}`, { disabled: what === "disable" }); reload(); });
});
$("invite").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(async () => {
    const made = await call("POST", "/v1/invitations", { email: $("invite-email").value.trim() || null, role: $("invite-role").value });
    $("invited").hidden = false;
    $("invited").textContent = `Send them this link; it is shown only now: ${location.origin}${made.path}`;
    say("Invitation made");
  });
});
$("new-key").addEventListener("submit", (event) => {
  event.preventDefault();
  const scopes = [...document.querySelectorAll("[name=scope]:checked")].map((one) => one.value);
  attempt(async () => {
    const made = await call("POST", "/v1/keys", { name: $("key-name").value.trim(), scopes });
    $("made-key").hidden = false;
    $("made-key").textContent = `The key, shown only now: ${made.key}`;
    say("Key made");
  });
});
$("invitations").addEventListener("click", (event) => {
  if ("withdraw" in event.target.dataset) attempt(async () => { await call("DELETE", `/v1/invitations/${idOf(event.target)}`); reload(); });
});
$("keys").addEventListener("click", (event) => {
  if ("revoke" in event.target.dataset) attempt(async () => { await call("DELETE", `/v1/keys/${idOf(event.target)}`); reload(); });
});
