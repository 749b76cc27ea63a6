// Bundles the pages' scripts, styles, fonts and country outlines into ../src/marsad/web/static, with their licences.
import { build } from "esbuild";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { countryNames } from "./countries.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const out = join(here, "..", "src", "marsad", "web", "static");

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const result = await build({
  absWorkingDir: here,
  entryPoints: { page: "src/page.css", reading: "src/reading.js", map: "src/map-page.js", control: "src/control-page.js" },
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  metafile: true,
  legalComments: "none",
  loader: { ".woff2": "file" },
  assetNames: "[name]",
  chunkNames: "chunk-[hash]",
});

const outlines = join(modules, "world-atlas", "countries-50m.json");
await cp(outlines, join(out, "countries.json"));
await cp(join(here, "data", "icon.svg"), join(out, "icon.svg"));
const names = countryNames(
  JSON.parse(await readFile(outlines, "utf8")),
  JSON.parse(await readFile(join(here, "data", "country-names.json"), "utf8")),
);
await writeFile(join(out, "country-names.json"), JSON.stringify(names));

// MapLibre's worker is a file of its own.
await cp(join(modules, "maplibre-gl", "dist", "maplibre-gl-worker.mjs"), join(out, "map-worker.js"));

await writeFile(join(out, "LICENCES.txt"), await licences(Object.keys(result.metafile.inputs)));

/** The licence texts of every package that had a file in the bundle, and of the data beside it. */
async function licences(files) {
  const lock = JSON.parse(await readFile(join(here, "package-lock.json"), "utf8"));
  const used = new Set(["world-atlas"]);
  for (const file of files) {
    const found = file.replaceAll("\\", "/").match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (found) used.add(found[1]);
  }
  // MapLibre's distribution has its own dependencies bundled in.
  for (const name of Object.keys(lock.packages["node_modules/maplibre-gl"].dependencies)) used.add(name);
  const parts = [];
  for (const name of [...used].sort()) {
    const about = lock.packages[`node_modules/${name}`];
    parts.push(`${name} ${about.version} (${about.license})\n\n${await licenceText(name)}\n`);
  }
  return parts.join(`\n${"=".repeat(80)}\n\n`);
}

/** A package's licence file, or what its README says under that heading. Throws where there is neither. */
async function licenceText(name) {
  const files = await readdir(join(modules, name));
  const file = files.find((f) => /^licen[cs]e/i.test(f));
  if (file) return (await readFile(join(modules, name, file), "utf8")).trim();
  const readme = await readFile(join(modules, name, files.find((f) => /^readme/i.test(f))), "utf8");
  const section = readme.match(/^#+ *licen[cs]e[^]*/im);
  if (!section) throw new Error(`${name}: no licence text`);
  return section[0].trim();
}
