// Every sentence exists in every language, with the same holes, and is said somewhere. Plural forms differ by language, so they
// count as one key.
import { readdirSync, readFileSync } from "node:fs";

const root = new URL("../src/shared/i18n/", import.meta.url);
const languages = ["en", "az", "ru"];
const plural = /_(zero|one|two|few|many|other)$/;
const holes = (text) => [...text.matchAll(/{{\s*([\w.]+)/g)].map((m) => m[1]).sort().join(",");

function flatten(tree, prefix = "", into = new Map()) {
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof value === "string") {
      const base = path.replace(plural, "");
      into.set(base, [...(into.get(base) ?? []), value]);
    } else flatten(value, path, into);
  }
  return into;
}

const read = (language) =>
  new Map(readdirSync(new URL(`${language}/`, root)).map((file) => [file, flatten(JSON.parse(readFileSync(new URL(`${language}/${file}`, root), "utf8")))]));

const catalogues = new Map(languages.map((language) => [language, read(language)]));
const faults = [];
for (const file of new Set(languages.flatMap((language) => [...catalogues.get(language).keys()]))) {
  const keys = new Set(languages.flatMap((language) => [...(catalogues.get(language).get(file)?.keys() ?? [])]));
  for (const key of keys) {
    const reference = catalogues.get("en").get(file)?.get(key);
    for (const language of languages) {
      const texts = catalogues.get(language).get(file)?.get(key);
      if (!texts || texts.some((text) => text.trim() === "")) faults.push(`${language}/${file}: ${key} is missing`);
      else if (reference && Math.max(...texts.map((t) => holes(t).length)) !== Math.max(...reference.map((t) => holes(t).length))) {
        faults.push(`${language}/${file}: ${key} has other holes than in en`);
      }
    }
  }
}

/** The words by which the sources may ask for a sentence: whole keys, and the beginnings and ends of those that they put together. */
const code = new URL("../src/", import.meta.url);
const sources = readdirSync(code, { recursive: true })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readFileSync(new URL(path, code), "utf8"))
  .join("\n");
const whole = new Set([...sources.matchAll(/"([\w.:-]+)"/g)].map((m) => m[1]));
const beginnings = [...new Set([...sources.matchAll(/([\w.:-]{2,})\$\{/g)].map((m) => m[1]))];
const ends = [...new Set([...sources.matchAll(/`\$\{[^`{}]+\}(\w{3,})`/g)].map((m) => m[1]))];
const said = (name, key) => [key, `${name}:${key}`].some((asked) => whole.has(asked) || beginnings.some((start) => asked.startsWith(start)) || ends.some((end) => asked.endsWith(end)));
for (const [file, keys] of catalogues.get("en")) {
  for (const key of keys.keys()) if (!said(file.replace(".json", ""), key)) faults.push(`${file}: ${key} is said nowhere`);
}
if (faults.length > 0) {
  process.stderr.write(`${faults.join("\n")}\n${faults.length} faults in the translations\n`);
  process.exit(1);
}
process.stdout.write("translations complete\n");
