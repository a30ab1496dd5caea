import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { http } from "@/shared/api/http";
import { currentLanguage } from "@/shared/i18n";

import type { Suggestion } from "../model/formula";
import { isObject, type Json } from "../model/solution";

/** A JSON Schema as the catalogue writes it: titles in three languages, and which control shows it. */
export interface Schema {
  type?: string | string[];
  title?: string;
  "x-title"?: Record<string, string>;
  "x-widget"?: string;
  description?: string;
  enum?: Json[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  examples?: Json[];
  minimum?: number;
  maximum?: number;
}

export interface CatalogItem {
  key: string;
  title: unknown;
  help?: unknown;
  runs?: boolean;
  input?: Schema;
  schema?: Schema;
}

interface Catalog {
  field_types: CatalogItem[];
  actions: CatalogItem[];
  triggers: CatalogItem[];
  functions: { name: string; signature?: unknown; help?: unknown; sortable?: unknown; examples?: unknown }[];
}

const EMPTY: Catalog = { field_types: [], actions: [], triggers: [], functions: [] };

/** What this Axin can do: actions and triggers with their schemas, and the functions of formulas. */
export function useCatalog(): Catalog {
  const { data } = useQuery({ queryKey: ["catalog"], queryFn: read, staleTime: Infinity, retry: 1 });
  return data ?? EMPTY;
}

async function read(): Promise<Catalog> {
  const answer = await http.get<Record<string, unknown>>("/api/catalog");
  return {
    field_types: listOf(answer.field_types) as unknown as CatalogItem[],
    actions: listOf(answer.actions) as unknown as CatalogItem[],
    triggers: listOf(answer.triggers) as unknown as CatalogItem[],
    functions: listOf(answer.functions).map((one) => ({ ...one, name: String(one.name ?? one.key ?? "") })),
  };
}

function listOf(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? Object.entries(value).map(([key, one]) => ({ key, ...(isObject(one) ? one : {}) })) : [];
}

/** The schema of an action's input. */
export function useActionSchema(action: string | undefined): Schema | undefined {
  const item = useCatalog().actions.find((one) => one.key === action);
  return item?.input ?? item?.schema;
}

/** Whether this Axin can keep fields of a type; all it may, until the catalogue is here. */
export function useRunningTypes(): (type: string) => boolean {
  const { field_types: types } = useCatalog();
  return useMemo(() => {
    const waiting = new Set(types.filter((one) => one.runs === false).map((one) => one.key));
    return (type) => !waiting.has(type);
  }, [types]);
}

/** The functions of formulas, for completion. */
export function useFunctions(): Suggestion[] {
  const { functions } = useCatalog();
  return useMemo(() => functions.map((one) => ({ insert: one.name, title: one.name, detail: localized(one.help), kind: "function" as const })), [functions]);
}

export interface FormulaFunction {
  signature: string;
  help: string;
  /** Whether one may filter and sort by it where it is not stored. */
  sortable: boolean;
  examples: { formula: string; gives: string }[];
}

/** What a function of formulas does, in the reader's language. */
export function useFunction(name: string): FormulaFunction | undefined {
  const found = useCatalog().functions.find((one) => one.name === name);
  if (!found) return undefined;
  const examples = listOf(found.examples).map((one) => ({ formula: String(one.formula), gives: String(one.gives) }));
  return { signature: String(found.signature ?? name), help: localized(found.help), sortable: found.sortable !== false, examples };
}

/** A text of the catalogue in the reader's language. */
export function localized(text: unknown): string {
  if (typeof text === "string") return text;
  if (!isObject(text)) return "";
  return String(text[currentLanguage()] ?? text.en ?? "");
}

/** The title of a property in the reader's language. */
export function schemaTitle(schema: Schema, name: string): string {
  return schema["x-title"]?.[currentLanguage()] ?? schema.title ?? name;
}
