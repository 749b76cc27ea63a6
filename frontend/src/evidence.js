// The report's text, with the claims' evidence painted on it by the CSS Custom Highlight API.
//
// The server sends <mark> elements, for print and for browsers without the API. Elements inside Arabic words can break
// joined letters, so here the text becomes one text node and the evidence becomes ranges over it.
import { Offsets } from "./offsets.js";
import { bringIntoView } from "./scrolling.js";

const LAYERS = { event: 1, casualties: 2, control: 1, relation: 0 };

export class EvidenceText {
  /** `element` holds the text, `claims` is [{id, kind, spans: [[start, end], ...]}]; throws where they do not fit. */
  constructor(element, claims) {
    this.element = element;
    const offsets = new Offsets(element.textContent);
    if (offsets.length !== Number(element.dataset.cp)) throw new RangeError("the text differs from the stored text");
    this.marked = [...element.childNodes].map((n) => n.cloneNode(true));
    element.textContent = element.textContent;
    this.spans = claims.flatMap((claim) =>
      claim.spans.map(([start, end], i) => ({
        claim: claim.id,
        kind: claim.kind,
        trigger: i === 0,
        start: offsets.unit(start),
        end: offsets.unit(end),
      })),
    );
    this.restoreForPrint();
    this.paint(new Set(claims.map((c) => c.id)));
  }

  static supported() {
    return Boolean(globalThis.CSS?.highlights);
  }

  /** Paints the evidence of the claims in `shown`. */
  paint(shown) {
    this.visible = this.spans.filter((s) => shown.has(s.claim));
    for (const [kind, priority] of Object.entries(LAYERS)) {
      this.layer(kind, this.visible.filter((s) => s.kind === kind), priority);
      this.layer(`${kind}-trigger`, this.visible.filter((s) => s.kind === kind && s.trigger), priority + 4);
    }
  }

  /** Paints the evidence of `claims` as what one is looking at. */
  heat(claims) {
    this.layer("hot", this.spans.filter((s) => claims.includes(s.claim)), 10);
  }

  layer(name, spans, priority) {
    const highlight = new Highlight(...spans.map((s) => this.range(s)));
    highlight.priority = priority;
    CSS.highlights.set(name, highlight);
  }

  range({ start, end }) {
    const range = document.createRange();
    range.setStart(this.element.firstChild, start);
    range.setEnd(this.element.firstChild, end);
    return range;
  }

  /** Ids of the claims whose evidence lies under a point of the window, the shortest span first. */
  at(x, y) {
    const [node, offset] = caret(x, y);
    if (node !== this.element.firstChild) return [];
    const hits = this.visible.filter((s) => s.start <= offset && offset <= s.end);
    const under = hits.filter((s) => [...this.range(s).getClientRects()].some((r) => holds(r, x, y)));
    return [...new Set(under.sort((a, b) => a.end - a.start - (b.end - b.start)).map((s) => s.claim))];
  }

  /** Scrolls `pane` until the claim's trigger is in view. */
  reveal(claim, pane) {
    const span = this.spans.find((s) => s.claim === claim);
    if (!span) return;
    bringIntoView(this.range(span), pane, 1 / 3);
  }

  restoreForPrint() {
    addEventListener("beforeprint", () => this.element.replaceChildren(...this.marked.map((n) => n.cloneNode(true))));
    addEventListener("afterprint", () => {
      this.element.textContent = this.element.textContent;
      this.paint(new Set(this.visible.map((s) => s.claim)));
    });
  }
}

function caret(x, y) {
  if (document.caretPositionFromPoint) {
    const position = document.caretPositionFromPoint(x, y);
    return [position?.offsetNode, position?.offset];
  }
  const range = document.caretRangeFromPoint(x, y); // Safari
  return [range?.startContainer, range?.startOffset];
}

function holds(box, x, y) {
  return box.left - 1 <= x && x <= box.right + 1 && box.top - 4 <= y && y <= box.bottom + 4;
}
