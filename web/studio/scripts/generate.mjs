// Write src/generated/api.d.ts from an OpenAPI document: `npm run generate -- openapi.json` (or an address).
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import openapiTS, { astToString } from "openapi-typescript";

const source = process.argv[2] ?? "openapi.json";
const target = process.argv[3] ?? new URL("../src/generated/api.d.ts", import.meta.url);
const url = /^https?:/.test(source) ? new URL(source) : pathToFileURL(resolve(source));
writeFileSync(target, `/* Generated from the OpenAPI document; do not edit. */\n${astToString(await openapiTS(url))}`);
