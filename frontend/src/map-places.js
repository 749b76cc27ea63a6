// How places look on the map: a dot where the report names a town or something smaller, a dashed ring where it names
// no more than an area. A ring's size tells how vague the place is, not how far it reaches.

const RINGS = { area: 11, admin2: 15, admin1: 19, country: 24 }; // radius in pixels
const DOTS = ["site", "neighbourhood", "settlement"];
const SIDES = ["0", "1", "2", "3", "4", "5", "6", "7", "8"];

/** Draws the dashed rings as images; MapLibre's circles cannot be dashed. */
export function addPlaceImages(map, colour) {
  const scale = 2;
  for (const [name, radius] of Object.entries(RINGS)) {
    const side = (radius + 3) * 2 * scale;
    const context = Object.assign(document.createElement("canvas"), { width: side, height: side }).getContext("2d");
    context.arc(side / 2, side / 2, radius * scale, 0, Math.PI * 2);
    context.globalAlpha = 0.07;
    context.fillStyle = colour("map-place");
    context.fill();
    context.globalAlpha = 1;
    context.setLineDash([4 * scale, 3 * scale]);
    context.lineWidth = 1.5 * scale;
    context.strokeStyle = colour("map-place");
    context.stroke();
    map.addImage(`ring-${name}`, context.getImageData(0, 0, side, side), { pixelRatio: scale });
  }
}

/** The colour of the side that has a place; of places that show no side, one for all. */
function sideColour(colour) {
  const sides = SIDES.flatMap((side) => [side, colour(`side-${side}`)]);
  return ["match", ["get", "side"], ...sides, "contested", colour("map-doubt"), "unknown", colour("soft"), colour("map-place")];
}

/** The layers of the source `places`. */
export function placeLayers(font, colour) {
  const isDot = ["any", ["in", ["get", "precision"], ["literal", DOTS]], ["!=", ["get", "side"], ""]];
  const size = ["interpolate", ["linear"], ["sqrt", ["get", "claims"]], 1, 5, 12, 16];
  const outline = ["case", ["==", ["get", "doubtful"], 1], colour("map-doubt"), colour("map-land")];
  return [
    {
      id: "place-areas",
      type: "symbol",
      source: "places",
      filter: ["!", isDot],
      layout: {
        "icon-image": ["concat", "ring-", ["match", ["get", "precision"], Object.keys(RINGS), ["get", "precision"], "area"]],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
    {
      id: "place-dots",
      type: "circle",
      source: "places",
      filter: isDot,
      paint: {
        "circle-radius": size,
        "circle-color": ["case", ["boolean", ["feature-state", "chosen"], false], colour("map-chosen"), sideColour(colour)],
        "circle-opacity": ["match", ["get", "side"], "unknown", 0.15, 0.85],
        "circle-stroke-width": ["case", ["==", ["get", "doubtful"], 1], 2.5, 1.5],
        "circle-stroke-color": ["match", ["get", "side"], "unknown", colour("soft"), "contested", colour("ink"), outline],
      },
    },
    {
      id: "place-names",
      type: "symbol",
      source: "places",
      filter: ["!=", ["get", "precision"], "country"],
      layout: {
        "text-field": ["get", "name"],
        "text-font": [font],
        "text-size": 13,
        "text-max-width": 16,
        "text-variable-anchor": ["top", "bottom", "left", "right"],
        "text-radial-offset": 1,
        "symbol-sort-key": ["-", ["get", "claims"]],
      },
      paint: { "text-color": colour("ink"), "text-halo-color": colour("map-land"), "text-halo-width": 1.6 },
    },
  ];
}
