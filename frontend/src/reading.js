// A report's page: the text and its claims, each showing the other.
import { EvidenceText } from "./evidence.js";
import { kindFilter } from "./kinds.js";
import { bringIntoView } from "./scrolling.js";
import { tabs } from "./tabs.js";

const page = document.querySelector(".reading");
const pane = page.querySelector(".text-pane");
const side = page.querySelector(".side");
const element = document.getElementById("report-text");
const cards = new Map([...page.querySelectorAll(".card")].map((card) => [card.id.slice(2), card]));
const order = [...cards.keys()];
const count = page.querySelector(".step-count");
const showTab = tabs(page);
const state = { pinned: null, hovered: null, shown: new Set(order) };
const text = highlighted();

function highlighted() {
  if (!EvidenceText.supported()) return null; // the server's marks stay
  const claims = [...cards].map(([id, card]) => ({ id, kind: card.dataset.kind, spans: spans(card) }));
  try {
    return new EvidenceText(element, claims);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    element.textContent = element.textContent;
    page.querySelector(".text-differs").hidden = false;
    return null;
  }
}

function spans(card) {
  return card.dataset.spans.split(" ").map((pair) => pair.split("-").map(Number));
}

function show() {
  const hot = state.hovered ?? state.pinned;
  text?.heat(hot ? [hot] : []);
  for (const card of page.querySelectorAll(".card.hot, .card[aria-current]")) {
    card.classList.remove("hot");
    card.removeAttribute("aria-current");
  }
  cards.get(hot)?.classList.add("hot");
  cards.get(state.pinned)?.setAttribute("aria-current", "true");
  const visible = order.filter((id) => state.shown.has(id));
  const at = visible.indexOf(state.pinned) + 1;
  if (count) count.textContent = at ? `${at} / ${visible.length}` : `${visible.length}`;
}

function pin(id, { focus = true } = {}) {
  state.pinned = id;
  state.hovered = null;
  const card = cards.get(id);
  if (card) {
    showTab("claims");
    if (focus) card.focus({ preventScroll: true });
    bringIntoView(card, side);
    text?.reveal(id, pane);
  }
  show();
}

// Whether the mouse moved, rather than what lies under it: scrolling makes pointer events too.
const pointer = { x: NaN, y: NaN, moved: false };
addEventListener(
  "pointermove",
  ({ pointerType, clientX, clientY }) => {
    pointer.moved = pointerType === "mouse" && (clientX !== pointer.x || clientY !== pointer.y);
    pointer.x = clientX;
    pointer.y = clientY;
  },
  { capture: true },
);

function hover(id) {
  if (state.hovered === id) return;
  state.hovered = id;
  show();
}

function step(by) {
  const visible = order.filter((id) => state.shown.has(id));
  if (!visible.length) return;
  const at = visible.indexOf(state.pinned);
  const next = at < 0 ? (by > 0 ? 0 : visible.length - 1) : (at + by + visible.length) % visible.length;
  pin(visible[next]);
}

for (const [id, card] of cards) {
  card.addEventListener("focusin", () => {
    if (state.pinned === id) return;
    state.pinned = id;
    text?.reveal(id, pane);
    show();
  });
  card.addEventListener("pointermove", () => {
    if (!pointer.moved || state.hovered === id) return;
    hover(id);
    text?.reveal(id, pane);
  });
  card.addEventListener("pointerleave", () => hover(null));
}

pane.addEventListener("pointermove", (event) => {
  const [id] = text?.at(event.clientX, event.clientY) ?? [];
  element.classList.toggle("over-evidence", Boolean(id));
  if (!pointer.moved) return;
  hover(id ?? null);
  if (id) bringIntoView(cards.get(id), side);
});
pane.addEventListener("pointerleave", () => hover(null));
pane.addEventListener("click", (event) => {
  const hits = text?.at(event.clientX, event.clientY) ?? [];
  if (hits.length) pin(hits[(hits.indexOf(state.pinned) + 1) % hits.length]);
});

// Single-letter keys work only while the text or a card has the focus, so that they shadow no one's own shortcuts.
page.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const inText = event.target === pane;
  const inCard = event.target.classList.contains("card");
  if (!inText && !inCard) return;
  const by = { n: 1, j: 1, p: -1, k: -1, ...(inCard ? { ArrowDown: 1, ArrowUp: -1 } : {}) }[event.key];
  if (by) {
    event.preventDefault();
    step(by);
  } else if (event.key === "Escape") {
    pin(null);
  }
});
for (const button of page.querySelectorAll("[data-step]")) {
  button.addEventListener("click", () => step(Number(button.dataset.step)));
}

kindFilter(page, (hidden) => {
  state.shown = new Set(order.filter((id) => !hidden.has(cards.get(id).dataset.kind)));
  for (const [id, card] of cards) card.closest("li").hidden = !state.shown.has(id);
  text?.paint(state.shown);
  if (state.pinned && !state.shown.has(state.pinned)) state.pinned = null;
  show();
});

function followHash() {
  const id = decodeURIComponent(location.hash.slice(3));
  if (location.hash.startsWith("#c-") && cards.has(id)) pin(id);
}
addEventListener("hashchange", followHash);

const places = page.querySelector(".places");
if (places) {
  const start = async () => {
    const { placesMap } = await import("./map.js");
    await placesMap(places, { onSelect: (ids) => text?.heat(ids) });
  };
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((e) => e.isIntersecting)) return;
    observer.disconnect();
    start();
  }).observe(places.querySelector(".map"));
}

show();
followHash();
