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

/** Makes the two sliders in `root` work: `changed` gets the first and last ISO day, or nothing where all are meant. */
export function periodSlider(root, changed) {
  const days = root.dataset.days.split(" ");
  const [first, last] = root.querySelectorAll("input");
  const output = root.querySelector("output");
  const show = (moved) => {
    if (Number(first.value) > Number(last.value)) (moved === first ? last : first).value = moved.value;
    const [from, to] = [first, last].map((input) => days[Number(input.value)]);
    const whole = from === days[0] && to === days.at(-1);
    output.textContent = whole ? output.dataset.whole : from === to ? dayInWords(from) : `${dayInWords(from)} – ${dayInWords(to)}`;
    first.setAttribute("aria-valuetext", dayInWords(from));
    last.setAttribute("aria-valuetext", dayInWords(to));
    changed(...(whole ? [] : [from, to]));
  };
  for (const input of [first, last]) input.addEventListener("input", () => show(input));
  root.hidden = days.length < 2;
}
