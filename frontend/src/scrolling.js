const MARGIN = 16; // pixels

/** Scrolls `pane`, or the window where the pane doesn't scroll, until `target` is in view, `at` that part of its height. */
export function bringIntoView(target, pane, at = null, tries = 5) {
  const scrolls = ["auto", "scroll"].includes(getComputedStyle(pane).overflowY);
  if (!scrolls) {
    target.scrollIntoView({ block: "nearest" });
    return;
  }
  const by = distance(target.getBoundingClientRect(), pane, at);
  if (Math.abs(by) < 1) return;
  const far = Math.abs(by) > pane.clientHeight * 2;
  const calm = far || matchMedia("(prefers-reduced-motion: reduce)").matches;
  pane.scrollBy({ top: by, behavior: calm ? "instant" : "smooth" });
  // What was out of sight had an estimated height until now.
  if (far && tries > 1) requestAnimationFrame(() => bringIntoView(target, pane, at, tries - 1));
}

function distance(box, pane, at) {
  const frame = pane.getBoundingClientRect();
  const covered = parseFloat(getComputedStyle(pane).scrollPaddingTop) || 0;
  const above = box.top - frame.top - covered - MARGIN;
  const below = box.bottom - frame.bottom + MARGIN;
  if (above >= 0 && below <= 0) return 0;
  if (at !== null) return box.top - frame.top - frame.height * at;
  return above < 0 || box.height > frame.height ? above : below;
}
