// A slider over the days of which something is told; a day is named in the reader's language.

const named = new Intl.DateTimeFormat(document.documentElement.lang === "ar" ? "ar-u-nu-latn" : "en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** An ISO day in words. */
export function dayInWords(day) {
  return named.format(new Date(`${day}T00:00:00Z`));
}

/** Makes the slider `root` work: `changed` gets the ISO day chosen, at first the last one up to `day`. */
export function daySlider(root, day, changed) {
  const days = root.dataset.days.split(" ");
  const input = root.querySelector("input");
  const output = root.querySelector("output");
  const show = () => {
    const chosen = days[Number(input.value)];
    output.textContent = dayInWords(chosen);
    input.setAttribute("aria-valuetext", output.textContent);
    changed(chosen);
  };
  input.value = String(Math.max(0, days.findLastIndex((d) => d <= day)));
  input.addEventListener("input", show);
  root.hidden = days.length < 2;
}
