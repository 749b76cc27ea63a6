// The map of all claims' places, and of those of some days by the sliders.
import { placesMap } from "./map.js";
import { periodSlider } from "./slider.js";

const places = document.querySelector(".places");
const drawn = { refresh: () => {} };

if (places) {
  const items = [...places.querySelectorAll(".place-list > li")];
  const all = new Map(items.map((item) => [item, item.dataset.count]));
  periodSlider(document.querySelector(".period"), (from, to) => {
    for (const item of items) {
      const count = from ? claimsOf(item, from, to) : Number(all.get(item));
      item.dataset.count = String(count);
      item.hidden = count === 0;
    }
    drawn.refresh();
  });
  Object.assign(drawn, await placesMap(places));
}

/** How many claims of a place are of the days `from` to `to`. */
function claimsOf(item, from, to) {
  const days = item.dataset.days.split(" ").filter(Boolean).map((day) => day.split("*"));
  return days.reduce((sum, [day, n]) => (from <= day && day <= to ? sum + Number(n) : sum), 0);
}
