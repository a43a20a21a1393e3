// The page of webhooks: changes go over /v1/webhooks and /v1/deliveries.
import { go } from "./after.js";
import { $, attempt, call, make, say } from "./call.js";
import { confirmed } from "./confirm.js";

const cardOf = (node) => node.closest("[data-id]").dataset;
const chosen = (form) => [...form.querySelectorAll("input:checked")].map((box) => box.value);

function showSecret({ url, secret }, text) {
  $("secret").replaceChildren(`${text} ${url}, shown only now: `, make("code", secret), ". Keep it where messages are verified, then ");
  $("secret").append(Object.assign(make("a", "load the page again"), { href: "/webhooks" }), ".");
  $("secret").hidden = false;
  $("secret").focus();
}

$("add").addEventListener("submit", (event) => {
  event.preventDefault();
  const events = chosen(event.target);
  if (!events.length) { say("Choose what it is told of"); return; }
  attempt(async () => {
    showSecret(await call("POST", "/v1/webhooks", { url: $("add-url").value.trim(), events }), "The secret of");
    event.target.reset();
    say("Webhook added");
  });
});

$("hooks").addEventListener("submit", (event) => {
  event.preventDefault();
  const events = chosen(event.target);
  if (!events.length) { say("Choose what it is told of, or disable it"); return; }
  attempt(async () => {
    await call("PATCH", `/v1/webhooks/${cardOf(event.target).id}`, { events });
    say("Saved what it is told of");
  });
});

const DO = {
  async disable({ id }) { await call("PATCH", `/v1/webhooks/${id}`, { disabled: true }); go("Disabled: no messages are made for it"); },
  async enable({ id }) { await call("PATCH", `/v1/webhooks/${id}`, { disabled: false }); go("Enabled"); },
  async renew({ id, url }) {
    if (!(await confirmed("Renew the secret?", `Messages to ${url} are signed with both secrets for 24 hours, then with the new one alone.`, "Renew it", { danger: false }))) return;
    showSecret(await call("POST", `/v1/webhooks/${id}/secret`), "The new secret of");
  },
  async remove({ id, url }) {
    if (!(await confirmed("Remove the webhook?", `${url} is told nothing more, and its messages are removed with it, those on their way and the dead ones too.`, "Remove it"))) return;
    await call("DELETE", `/v1/webhooks/${id}`);
    go("Webhook removed");
  },
};
$("hooks").addEventListener("click", (event) => {
  const work = DO[event.target.dataset.do];
  if (work) attempt(() => work(cardOf(event.target)));
});

$("messages")?.addEventListener("click", (event) => {
  if (!("replay" in event.target.dataset)) return;
  attempt(async () => { await call("POST", `/v1/deliveries/${cardOf(event.target).id}/replay`); go("It is sent again"); });
});
$("replay-all")?.addEventListener("click", ({ target }) => attempt(async () => {
  const { id, number } = target.dataset;
  if (!(await confirmed("Send all dead messages again?", `${number} messages are sent as they were when they were made.`, "Send them", { danger: false }))) return;
  const { replayed } = await call("POST", `/v1/webhooks/${id}/replay`);
  go(`${replayed} messages are sent again`);
}));
