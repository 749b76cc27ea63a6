// Country names in Arabic and English, and where to write each of them once.
import { feature } from "topojson-client";

const arabic = new Intl.DisplayNames(["ar"], { type: "region" });
const english = new Intl.DisplayNames(["en"], { type: "region" });

/** GeoJSON points with `ar`, `en` and `size` (square degrees). `own` names what ISO 3166 leaves out or we word otherwise. */
export function countryNames(topology, own) {
  const features = [];
  for (const country of feature(topology, topology.objects.countries).features) {
    const name = named(country, own);
    if (!name) continue;
    const { ring, size } = largest(country.geometry);
    const coordinates = (name.at ?? centroid(ring)).map((n) => Math.round(n * 100) / 100);
    features.push({
      type: "Feature",
      properties: { ar: name.ar, en: name.en, size: Math.round(size * 10) / 10 },
      geometry: { type: "Point", coordinates },
    });
  }
  return { type: "FeatureCollection", features };
}

function named(country, own) {
  const label = own[country.properties.name];
  if (label !== undefined) return label; // null: written nowhere
  if (!country.id) return null;
  const region = new Intl.Locale(`und-${country.id}`).region; // UN M49 number to ISO 3166 letters
  return { ar: arabic.of(region), en: english.of(region) };
}

function largest(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map(([ring]) => ({ ring, size: Math.abs(area(ring)) })).sort((a, b) => b.size - a.size)[0];
}

function area(ring) {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return sum / 2;
}

function centroid(ring) {
  const whole = area(ring);
  let x = 0;
  let y = 0;
  for (let i = 1; i < ring.length; i++) {
    const cross = ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
    x += (ring[i - 1][0] + ring[i][0]) * cross;
    y += (ring[i - 1][1] + ring[i][1]) * cross;
  }
  return [x / (6 * whole), y / (6 * whole)];
}
