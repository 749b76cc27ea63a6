const MARGIN = 16; // pixels

/** Scrolls `pane`, or the window where the pane doesn't scroll, until `target` is in view, `at` that part of its height. */
export function bringIntoView(target, pane, at = null) {
  const scrolls = ["auto", "scroll"].includes(getComputedStyle(pane).overflowY);
  if (!scrolls) {
    target.scrollIntoView({ block: "nearest" });
    return;
  }
  const box = target.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  const covered = parseFloat(getComputedStyle(pane).scrollPaddingTop) || 0;
  const above = box.top - frame.top - covered - MARGIN;
  const below = box.bottom - frame.bottom + MARGIN;
  if (above >= 0 && below <= 0) return;
  const by = at === null ? (above < 0 || box.height > frame.height ? above : below) : box.top - frame.top - frame.height * at;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  pane.scrollBy({ top: by, behavior: calm ? "instant" : "smooth" });
}
