// The page of knowledge: searching, and uploading with progress. Lists and filters are the server's.
import "./after.js";
import { $, attempt, call, make, say } from "./call.js";

const auto = (node) => Object.assign(node, { dir: "auto" });
const pageOf = (kind, id) => `/knowledge/facts/${kind}/${encodeURIComponent(id)}`;
const linkTo = (kind, id, text) => Object.assign(auto(make("a", text)), { href: pageOf(kind, id) });
const rounded = (number) => (number === null ? "–" : number.toFixed(3));

function found(hit) {
  const item = make("li");
  const head = make("p", "", "head");
  const title = hit.heading && hit.heading !== hit.title ? [hit.title, hit.heading].filter(Boolean).join(" – ") : hit.title;
  head.append(linkTo(hit.kind, hit.fact_id, title || hit.fact_id), make("small", `${hit.kind} ${hit.id}`, "quiet"));
  const figures = `score ${rounded(hit.score)} · by meaning ${rounded(hit.dense)} · by words ${rounded(hit.lexical)}`;
  item.append(head, make("p", figures, "quiet"), auto(make("blockquote", hit.text)));
  return item;
}

function order(fact) {
  const box = make("div");
  const head = make("p", "", "head");
  head.append(linkTo(fact.kind, fact.id, fact.title || fact.id));
  box.append(head, auto(make("blockquote", fact.text)));
  return box;
}

$("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const asked = new URLSearchParams({ q: $("search-words").value.trim(), limit: $("search-number").value });
  const id = $("search-order").value.trim();
  if (id) asked.set("order_id", id);
  $("search-said").textContent = "Searching …";
  attempt(async () => {
    try {
      const { results, orders, query } = await call("GET", `/v1/knowledge/search?${asked}`);
      $("results").replaceChildren(...results.map(found));
      $("orders").replaceChildren(...orders.map(order));
      const said = query ? [`${results.length || "No"} passage${results.length === 1 ? "" : "s"}, best first`] : [];
      if (id) said.push(orders.length ? `order ${id} is on record` : `there is no order ${id}`);
      $("search-said").textContent = `${said.join("; ")}.`;
    } catch (error) {
      $("search-said").textContent = [error.message, error.problem?.remedy].filter(Boolean).join(" – ");
    }
  });
});

// fetch cannot tell how far a body is sent; this can.
function send(file, kind, told) {
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.append("file", file);
  request.open("POST", `/v1/knowledge/files${kind ? `?kind=${encodeURIComponent(kind)}` : ""}`);
  request.setRequestHeader("X-CSRF-Token", document.querySelector("meta[name=csrf]").content);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) told(event.loaded / event.total); });
  request.upload.addEventListener("load", () => told(null));
  return new Promise((settle) => {
    request.addEventListener("load", () => settle({ ok: request.status === 201, status: request.status, said: request.response }));
    request.addEventListener("error", () => settle({ ok: false, said: { detail: "The service was not reached", remedy: "check the connection and upload it again" } }));
    request.send(body);
  });
}

function row(file) {
  const item = make("li");
  const bar = Object.assign(make("progress"), { max: 1, value: 0 });
  bar.setAttribute("aria-label", `Upload of ${file.name}`);
  const state = make("p", "waits its turn", "quiet");
  item.append(auto(make("strong", file.name)), bar, state);
  $("uploads").append(item);
  return {
    item,
    step(share) {
      if (share === null) bar.removeAttribute("value");
      else bar.value = share;
      state.textContent = share === null ? "sent; being read and indexed …" : `${Math.round(share * 100)} % sent`;
    },
    end(text, name) { bar.remove(); state.className = name; state.textContent = text; },
    list(title, lines) {
      const list = make("ul");
      list.append(...lines.map((line) => auto(make("li", line))));
      item.append(make("p", title), list);
    },
  };
}

function report(shown, { ok, status, said }) {
  if (!ok) {
    const detail = said?.detail ?? said?.title ?? `It failed with status ${status}`;
    shown.end([detail, said?.remedy].filter(Boolean).join(" – "), "alert");
    return detail;
  }
  const parts = [[said.created, "new"], [said.updated, "changed"], [said.unchanged, "unchanged"], [said.removed, "removed"]];
  const sum = parts.filter(([number]) => number).map(([number, what]) => `${number} ${what}`).join(", ") || "it holds nothing";
  shown.end(sum, "made");
  if (said.failures.length) {
    shown.list("Not taken – mend these and upload the file again:", said.failures.map((one) => (one.line ? `line ${one.line}: ${one.reason}` : one.reason)));
  }
  if (said.warnings.length) {
    const warn = make("p", "It tries to steer the writer. It is stored, but no draft uses what is named here:", "warn");
    const list = make("ul");
    list.append(...said.warnings.map((line) => auto(make("li", line))));
    shown.item.append(warn, list);
  }
  return sum;
}

$("upload").addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = event.target.querySelector("button");
  const kind = $("upload-kind").value;
  $("uploads").replaceChildren();
  const waiting = [...$("upload-files").files].map((file) => [file, row(file)]);
  button.disabled = true;
  for (const [file, shown] of waiting) {
    say(`Uploading ${file.name}`);
    const answer = await send(file, kind, shown.step);
    if (answer.status === 401) location.assign("/sign-in?next=%2Fknowledge");
    say(`${file.name}: ${report(shown, answer)}`);
  }
  button.disabled = false;
  $("uploaded").hidden = false;
});
