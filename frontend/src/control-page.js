// Who held what: the list and the map of one day, and of every other day by the slider.
import { placesMap } from "./map.js";
import { daySlider } from "./slider.js";

const places = document.querySelector(".places");
const slider = document.querySelector(".slider");
const drawn = { refresh: () => {} };

if (places) {
  daySlider(slider, document.querySelector("[name=at]").value, (day) => {
    for (const item of places.querySelectorAll(".place-list > li")) showDay(item, day);
    document.querySelector("[name=at]").value = day;
    drawn.refresh();
    const address = new URL(location.href);
    address.searchParams.set("at", day);
    history.replaceState(null, "", address);
  });
  Object.assign(drawn, await placesMap(places));
}

/** Shows of a place what was so on `day`; hides it where nothing is told. */
function showDay(item, day) {
  let side = null;
  for (const spell of item.querySelectorAll("[data-from]")) {
    const { from, to } = spell.dataset;
    spell.hidden = !(from <= day && (!to || day <= to));
    if (!spell.hidden && spell.dataset.side !== undefined) side = spell.dataset.side;
  }
  item.hidden = side === null;
  item.dataset.side = side ?? "";
}
