// A message as it is typed, with its facts and findings marked under the words: a mirror of the text lies below a
// transparent textarea in the same metrics, so that the browser's own caret, selection, spelling, IME and direction stay.
import { make } from "./call.js";

// Findings and claims count code points; JavaScript counts UTF-16 units.
function units(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (point) => point;
  const at = [0];
  for (const letter of text) at.push(at[at.length - 1] + letter.length);
  return (point) => at[Math.min(point, at.length - 1)];
}

// The one stretch in which two texts differ: [start, end in the old, end in the new].
function change(old, now) {
  let start = 0;
  const most = Math.min(old.length, now.length);
  while (start < most && old[start] === now[start]) start += 1;
  let tail = 0;
  while (tail < most - start && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  return [start, old.length - tail, now.length - tail];
}

function shifted(span, [start, was, is]) {
  if (span.end <= start) return span;
  if (span.start >= was) return { ...span, start: span.start + is - was, end: span.end + is - was };
  return null;
}

const WHOLE = new Set(["language-coverage", "guard-failure"]);
const RANK = { supported: 0, unsupported: 1, contradicted: 2, review: 3, block: 4 };

// Whether the first letter that has a direction reads from the right; null where none has.
function fromTheRight(text) {
  const letter = text.match(/\p{L}/u)?.[0];
  return letter ? /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(letter) : null;
}

export class Field {
  constructor(section, { typed, pointed, names = [] }) {
    this.names = names;
    this.section = section;
    this.audience = section.dataset.audience;
    this.area = section.querySelector("textarea");
    this.mirror = section.querySelector(".mirror");
    this.spans = [];
    this.report = null;
    this.strokes = [];
    this.drawn = this.area.value;
    this.original = this.area.value;
    this.pointed = pointed;
    this.area.addEventListener("input", () => { this.follow(); typed(this); });
    this.area.addEventListener("pointermove", (event) => this.hover(event));
    this.area.addEventListener("pointerleave", () => pointed(this, null));
    this.paint();
  }

  get text() { return this.area.value; }

  get edited() { return this.text !== this.original; }

  // The words changed: what is marked elsewhere moves along, what was touched loses its mark until it is checked again.
  follow() {
    const stretch = change(this.drawn, this.text);
    this.spans = this.spans.map((span) => shifted(span, stretch)).filter(Boolean);
    this.drawn = this.text;
    this.paint();
  }

  show(checked, report) {
    const before = new Map((this.report?.findings ?? []).map((one) => [`${one.rule} ${one.quote}`, one]));
    const findings = report.findings.map((one) => {
      const known = before.get(`${one.rule} ${one.quote}`);
      // Words that mend it are worked out later than the finding itself; they hold while the text is the same.
      return one.replacement === null && known?.checked === checked ? { ...one, replacement: known.replacement, replaces: known.replaces, checked } : { ...one, checked };
    });
    this.report = { ...report, findings };
    const at = units(checked);
    const stretch = change(checked, this.text);
    const place = (one, kind, look) => {
      const span = { start: at(one.start), end: at(one.end), kind, look, one };
      return checked === this.text ? span : shifted(span, stretch);
    };
    this.spans = [
      ...report.claims.map((one) => place(one, "claim", one.status)),
      ...findings.map((one) => place(one, WHOLE.has(one.rule) ? "whole" : "finding", one.severity)),
    ].filter(Boolean);
    this.drawn = this.text;
    this.paint();
  }

  // A message that begins with a name of another script is still written in its own direction.
  turn() {
    const own = fromTheRight(this.names.reduce((text, name) => text.replaceAll(name, ""), this.text));
    const misled = own !== null && own !== fromTheRight(this.text);
    for (const one of [this.area, this.mirror]) {
      one.dir = misled ? (own ? "rtl" : "ltr") : "auto";
      one.classList.toggle("turned", misled);
    }
  }

  // Only what looks otherwise than before is drawn anew: the rest of the mirror stays as it is.
  paint() {
    this.turn();
    const before = this.pieces ?? [];
    const now = this.cut();
    const same = (a, b) => a && b && a.text === b.text && a.look === b.look;
    let head = 0;
    while (same(before[head], now[head])) head += 1;
    let tail = 0;
    while (tail < Math.min(before.length, now.length) - head && same(before[before.length - 1 - tail], now[now.length - 1 - tail])) tail += 1;
    now.forEach((piece, at) => {
      const old = at < head ? before[at] : at >= now.length - tail ? before[before.length - (now.length - at)] : null;
      piece.node = old?.node ?? (piece.look ? make("mark", piece.text, piece.look) : document.createTextNode(piece.text));
      if (piece.look) piece.node.spans = piece.over;
    });
    for (const piece of before.slice(head, before.length - tail)) piece.node.remove();
    const fresh = now.slice(head, now.length - tail).map((piece) => piece.node);
    if (!before.length) this.mirror.replaceChildren(...fresh, "\u200b"); // A last line break takes up no line in a block; the letter after it does.
    else if (tail) now[now.length - tail].node.before(...fresh);
    else this.mirror.lastChild.before(...fresh);
    this.pieces = now;
  }

  // The text in pieces, each with all that is said of it.
  cut() {
    const text = this.text;
    const seen = this.spans.filter((span) => span.kind !== "whole" && span.end > span.start && span.start < text.length);
    const edges = [...new Set([0, text.length, ...seen.flatMap((span) => [span.start, Math.min(span.end, text.length)])])].sort((a, b) => a - b);
    return edges.slice(0, -1).map((start, i) => {
      const over = seen.filter((span) => span.start <= start && span.end >= edges[i + 1]);
      const worst = over.reduce((a, b) => (a && RANK[a.look] >= RANK[b.look] ? a : b), null);
      return { text: text.slice(start, edges[i + 1]), look: worst?.look ?? "", over };
    });
  }

  hover(event) {
    const mark = document.elementsFromPoint(event.clientX, event.clientY).find((node) => node.spans && this.mirror.contains(node));
    if (mark === this.under) return;
    this.under = mark;
    this.pointed(this, mark ? { spans: mark.spans, box: mark.getClientRects()[0] } : null);
  }

  at(caret) { return this.spans.filter((span) => span.start <= caret && caret <= span.end && span.end > span.start); }

  get findings() { return this.spans.filter((span) => span.kind !== "claim"); }

  get claims() { return this.spans.filter((span) => span.kind === "claim"); }

  // Puts a finding's replacement in place as if it were typed, so that the browser can undo it.
  fix(finding) {
    if (finding.replacement === null || finding.checked !== this.text) return false;
    const at = units(this.text);
    const [start, end] = (finding.replaces ?? [finding.start, finding.end]).map(at);
    if (start === end && finding.replacement === "") return false;
    this.area.focus();
    this.area.setSelectionRange(start, end);
    const done = finding.replacement === "" ? document.execCommand("delete") : document.execCommand("insertText", false, finding.replacement);
    if (!done) {
      this.area.setRangeText(finding.replacement, start, end, "end");
      this.area.dispatchEvent(new Event("input"));
    }
    return true;
  }
}
