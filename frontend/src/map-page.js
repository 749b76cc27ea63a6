// The map of all claims' places.
import { placesMap } from "./map.js";

const places = document.querySelector(".places");
if (places) await placesMap(places);
