// Every sentence exists in every language, with the same holes. Plural forms differ by language, so they count as one key.
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
if (faults.length > 0) {
  process.stderr.write(`${faults.join("\n")}\n${faults.length} faults in the translations\n`);
  process.exit(1);
}
process.stdout.write("translations complete\n");
