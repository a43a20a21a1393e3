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
