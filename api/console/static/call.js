// Calls of the documented API with the session's cookie. Text is only ever set as text, never as markup.
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";
export const me = meta("me");
export const $ = (id) => document.getElementById(id);
export const say = (text) => { $("state").textContent = text; };

export const make = (tag, text = "", name = "") => {
  const node = document.createElement(tag);
  node.textContent = text;
  if (name) node.className = name;
  return node;
};

export async function call(method, path, body, signal) {
  const answer = await fetch(path, {
    method,
    signal,
    headers: { "X-CSRF-Token": meta("csrf"), "Content-Type": "application/json", Accept: "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.status === 401) location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  const said = answer.status === 204 ? null : await answer.json();
  if (!answer.ok) throw Object.assign(new Error(said.detail ?? said.title), { problem: said, status: answer.status });
  return said;
}

export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    if (error.name !== "AbortError") say([error.message, error.problem?.remedy].filter(Boolean).join(" – "));
    return undefined;
  }
}

// How far this machine's clock is off the service's, in milliseconds; the last answer tells.
let offset = 0;
export const serverNow = () => Date.now() + offset;
const setClock = (answer) => {
  const at = Date.parse(answer.headers.get("Date"));
  if (at && Math.abs(at - Date.now()) > 2000) offset = at - Date.now();
};

// A page of ours as a document that runs nothing; its nodes are taken over as they are.
export async function pageOf(path, signal) {
  const answer = await fetch(path, { signal, headers: { Accept: "text/html" } });
  if (answer.redirected && new URL(answer.url).pathname === "/sign-in") location.assign(answer.url);
  setClock(answer);
  if (!answer.ok) throw new Error(`The page could not be read (${answer.status})`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// Ask for `path()` every so often while the page is seen, and hand over what changed.
export function watch(path, told, every) {
  let tag = "";
  let asked = "";
  const look = async () => {
    if (document.visibilityState === "visible") {
      try {
        const now = path();
        const answer = await fetch(now, { headers: tag && asked === now ? { "If-None-Match": tag } : {}, cache: "no-store" });
        asked = now;
        setClock(answer);
        if (answer.status === 401) { location.reload(); return; }
        if (answer.status === 200) { tag = answer.headers.get("ETag") ?? ""; told(await answer.json()); }
      } catch { /* out of reach for a moment: the next look tells */ }
    }
    setTimeout(look, every);
  };
  setTimeout(look, every);
}
