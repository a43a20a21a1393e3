// One incident: its line is edited and approved, cases are taken in and out, and it is closed.
import { go } from "./after.js";
import { $, attempt, call, make, say } from "./call.js";
import { confirmed } from "./confirm.js";
import "./times.js";

const at = (what) => `/v1/incidents/${$("incident").dataset.id}/${what}`;

function showFindings(findings) {
  $("line-findings").replaceChildren(...findings.map((one) => {
    const item = make("li", "", one.severity);
    const said = make("p");
    said.append(make("strong", one.rule, one.severity), " ", Object.assign(make("q", one.quote), { dir: "auto" }), ` ${one.message}`);
    item.append(said);
    if (one.suggestion) item.append(make("small", one.suggestion, "quiet"));
    return item;
  }));
}

async function approve() {
  try {
    await call("POST", at("approve"), { line: $("line").value.trim() });
    go("The line is approved: waiting drafts are written anew with it");
  } catch (error) {
    showFindings(error.problem?.findings ?? []);
    say([error.message, error.problem?.remedy].filter(Boolean).join(" – "));
    $("line").focus();
  }
}

const move = (body, told) => attempt(async () => {
  await call("POST", at("cases"), body);
  go(told);
});

$("line-form")?.addEventListener("submit", (event) => { event.preventDefault(); approve(); });
$("close")?.addEventListener("click", async () => {
  const sure = await confirmed("Close the incident?", "Its line is given to no draft any more. Waiting drafts that say it need another look.", "Close it", { danger: false });
  if (sure) await attempt(async () => { await call("POST", at("close")); go("The incident is closed"); });
});
$("take-in")?.addEventListener("submit", (event) => { event.preventDefault(); move({ add: [$("take-id").value.trim()] }, "The case is taken in"); });
for (const button of document.querySelectorAll("[data-out]")) button.addEventListener("click", () => move({ remove: [button.dataset.out] }, "The case is taken out"));
