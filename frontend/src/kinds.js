/** Makes the buttons `[data-toggle-kind]` below `root` switch kinds off and on; `changed` gets the hidden ones. */
export function kindFilter(root, changed) {
  const hidden = new Set();
  for (const button of root.querySelectorAll("[data-toggle-kind]")) {
    button.addEventListener("click", () => {
      const kind = button.dataset.toggleKind;
      if (!hidden.delete(kind)) hidden.add(kind);
      button.setAttribute("aria-pressed", String(!hidden.has(kind)));
      changed(hidden);
    });
  }
}
