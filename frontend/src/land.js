// The outlines are cut for a globe. A ring that crosses the 180th meridian jumps from one edge of a flat map to the other.
import { feature, mesh } from "topojson-client";

const ANTARCTICA = "010"; // has no edge on a flat map

/** Countries as polygons, with longitudes that run on past 180 degrees where a ring crosses it. */
export function land(topology) {
  const { features } = feature(topology, topology.objects.countries);
  return { type: "FeatureCollection", features: features.filter((f) => f.id !== ANTARCTICA).map(unwrapped) };
}

/** The lines between countries. */
export function borders(topology) {
  return mesh(topology, topology.objects.countries, (a, b) => a !== b);
}

function unwrapped({ type, properties, geometry }) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const coordinates = polygons.map((rings) => rings.map(runOn));
  return { type, properties, geometry: { type: "MultiPolygon", coordinates } };
}

function runOn(ring) {
  let turn = 0;
  return ring.map(([lon, lat], i) => {
    const step = i ? lon - ring[i - 1][0] : 0;
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    return [lon + turn, lat];
  });
}
