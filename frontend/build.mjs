// Builds what the integration ships: `node build.mjs [FOLDER]`.
import { copyFile, mkdir, readdir, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const shipped = join(here, "..", "custom_components", "carsxe", "frontend");
const target = process.argv[2] ? resolve(process.argv[2]) : shipped;
const texts = join(here, "src", "translations");
// English is part of the card; the others are loaded by those who speak them.
const files = (await readdir(texts)).filter((file) => file.endsWith(".json") && file !== "en.json").sort();

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: ["src/index.ts"],
  outfile: join(target, "carsxe.js"),
  bundle: true,
  minify: true,
  format: "esm",
  // What Home Assistant's build for old browsers runs in, as those of wall tablets.
  target: "es2018",
  // Every browser with modules has it, and the texts are found by it; otherwise it would be an empty object.
  supported: { "import-meta": true },
  charset: "utf8",
  legalComments: "eof",
  define: { LANGUAGES: JSON.stringify(files.map((file) => file.slice(0, -".json".length))) },
});
if (files.length > 0) {
  await mkdir(join(target, "translations"));
}
await Promise.all(files.map((file) => copyFile(join(texts, file), join(target, "translations", file))));
