// A map of the places that a list of them names. The list stays beside it: it is the same in words.
import { AttributionControl, LngLatBounds, Map, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import { borders, land } from "./land.js";
import { addPlaceImages, placeLayers } from "./map-places.js";

const base = new URL("./", import.meta.url);
const FONT = "Noto Sans Arabic Variable";
const REGION = [[29, 22], [50, 39]]; // what an empty map shows: the Levant and the Gulf

setWorkerUrl(new URL("map-worker.js", base).href);

/**
 * Draws the map of the places listed below `root`. `onSelect` gets the ids of the claims at a chosen place.
 * `refresh` of what it gives draws anew what the list shows: hidden places are left out.
 */
export async function placesMap(root, { onSelect = () => {} } = {}) {
  const holder = root.querySelector(".map");
  const items = [...root.querySelectorAll("[data-lat]")];
  const [topology, names] = await Promise.all([load("countries.json"), load("country-names.json"), fonts()]);
  const map = new Map({
    container: holder,
    style: style(topology, names, colours()),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 12,
    renderWorldCopies: false,
    locale: JSON.parse(holder.dataset.locale),
    fadeDuration: 0,
    ...frame(items),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl({ maxWidth: 90 }));
  map.addControl(new AttributionControl({ compact: false, customAttribution: "Natural Earth" }));
  await map.once("load");
  addPlaces(map, items, (item) => choose(map, items, item, onSelect));
  listen(map, items, onSelect);
  map.once("idle", () => holder.setAttribute("data-ready", ""));
  return { map, refresh: () => map.getSource("places").setData(features(items)) };
}

async function load(name) {
  const response = await fetch(new URL(name, base));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}

function fonts() {
  return Promise.all([document.fonts.load(`16px "${FONT}"`, "سوريا"), document.fonts.load(`16px "${FONT}"`, "Syria")]);
}

function colours() {
  const computed = getComputedStyle(document.documentElement);
  return (name) => computed.getPropertyValue(`--${name}`).trim();
}

function style(topology, names, colour) {
  const language = document.documentElement.lang === "ar" ? "ar" : "en";
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: land(topology), tolerance: 0.2 },
      borders: { type: "geojson", data: borders(topology), tolerance: 0.2 },
      names: { type: "geojson", data: names },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("map-sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("map-land") } },
      { id: "coast", type: "line", source: "land", paint: { "line-color": colour("map-coast"), "line-width": 0.6 } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": colour("map-border"), "line-width": 1.1 } },
      countryNameLayer(language, colour),
    ],
  };
}

function countryNameLayer(language, colour) {
  return {
    id: "country-names",
    type: "symbol",
    source: "names",
    layout: {
      "text-field": ["get", language],
      "text-font": [FONT],
      "text-size": ["interpolate", ["linear"], ["zoom"], 2, 11, 6, 16],
      "text-letter-spacing": language === "en" ? 0.08 : 0,
      "symbol-sort-key": ["-", ["get", "size"]],
      "text-padding": 6,
    },
    paint: { "text-color": colour("map-name"), "text-halo-color": colour("map-land"), "text-halo-width": 1.2 },
  };
}

function frame(items) {
  if (!items.length) return { bounds: REGION };
  const shown = items.some((item) => !item.hidden) ? items.filter((item) => !item.hidden) : items;
  const closer = shown.filter((item) => item.dataset.precision !== "country");
  const bounds = new LngLatBounds();
  for (const item of closer.length ? closer : shown) bounds.extend(position(item));
  return { bounds, fitBoundsOptions: { padding: 56, maxZoom: 5.8 } };
}

function position(item) {
  return [Number(item.dataset.lon), Number(item.dataset.lat)];
}

function addPlaces(map, items, chosen) {
  const colour = colours();
  const layers = ["place-dots", "place-areas"]; // a dot comes before the ring around it
  addPlaceImages(map, colour);
  map.addSource("places", { type: "geojson", data: features(items) });
  for (const layer of placeLayers(FONT, colour)) map.addLayer(layer);
  const under = (point) => [...new Set(map.queryRenderedFeatures(point, { layers }).map((found) => found.id))];
  let clicked = null;
  map.on("click", ({ point }) => {
    const found = under(point);
    const again = clicked && clicked.point.dist(point) < 4; // then on to the next place there
    clicked = { point, turn: again ? clicked.turn + 1 : 0 };
    if (found.length) chosen(items[found[clicked.turn % found.length]]);
  });
  map.on("mousemove", (event) => {
    map.getCanvas().style.cursor = under(event.point).length ? "pointer" : "";
  });
}

/** The places that the list shows; an id is the item's place in the list. */
function features(items) {
  const all = items.map((item, i) => ({
    type: "Feature",
    id: i,
    properties: {
      name: mirrored(item.dataset.name),
      precision: item.dataset.precision,
      side: item.dataset.side ?? "",
      claims: Number(item.dataset.count),
      doubtful: item.dataset.flags ? 1 : 0,
    },
    geometry: { type: "Point", coordinates: position(item) },
  }));
  return { type: "FeatureCollection", features: all.filter((_, i) => !items[i].hidden) };
}

/** MapLibre orders right-to-left letters but leaves brackets unmirrored, so that they point the wrong way. */
function mirrored(name) {
  const other = { "(": ")", ")": "(", "[": "]", "]": "[", "«": "»", "»": "«" };
  return /[\u0590-\u08ff]/.test(name) ? name.replace(/[()[\]«»]/g, (bracket) => other[bracket]) : name;
}

function choose(map, items, item, onSelect) {
  const details = item.querySelector("details");
  for (const other of items) other.classList.toggle("chosen", other === item);
  if (details) details.open = true;
  item.scrollIntoView({ block: "nearest" });
  mark(map, items.indexOf(item));
  onSelect(item.dataset.claims.split(" "));
}

/** A place opened in the list is shown on the map. */
function listen(map, items, onSelect) {
  for (const item of items) {
    item.querySelector("summary")?.addEventListener("click", () => {
      for (const other of items) other.classList.toggle("chosen", other === item);
      mark(map, items.indexOf(item));
      map.easeTo({ center: position(item), duration: 300 });
      onSelect(item.dataset.claims.split(" "));
    });
  }
}

function mark(map, index) {
  map.removeFeatureState({ source: "places" });
  map.setFeatureState({ source: "places", id: index }, { chosen: true });
}
