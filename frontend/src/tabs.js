/** Makes the tabs below `root` work; without a script all panels are shown. Returns a function that shows one by name. */
export function tabs(root) {
  const buttons = [...root.querySelectorAll("[role=tab]")];
  const panel = (button) => document.getElementById(button.getAttribute("aria-controls"));
  const show = (name) => {
    for (const button of buttons) {
      const chosen = button.dataset.tab === name;
      button.setAttribute("aria-selected", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      panel(button).hidden = !chosen;
    }
  };
  for (const [i, button] of buttons.entries()) {
    button.addEventListener("click", () => show(button.dataset.tab));
    button.addEventListener("keydown", (event) => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      const next = buttons[(i + 1) % buttons.length];
      show(next.dataset.tab);
      next.focus();
    });
  }
  if (buttons.length) show(buttons[0].dataset.tab);
  return show;
}
