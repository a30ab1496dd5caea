import { NumberInput, Select, Switch, TextInput } from "@mantine/core";

import { schemaTitle, type Schema } from "../../api/catalog";
import type { Json } from "../../model/solution";
import { titleOf } from "../../model/titles";
import { DurationInput } from "../../ui/DurationInput";
import { FormulaInput } from "../../ui/FormulaInput";
import type { StepHandle } from "../context";
import { CodeInput } from "./CodeInput";
import { ConnectionSelect } from "./ConnectionSelect";
import { MapEditor } from "./MapEditor";
import { PeopleInput } from "./PeopleInput";
import { RecordSelect } from "./RecordSelect";
import { ResponsibleInput } from "./ResponsibleInput";
import { SchemaInput } from "./SchemaInput";
import { ValueInput } from "./ValueInput";
import { ValuesEditor } from "./ValuesEditor";

interface Props {
  schema: Schema;
  handle: StepHandle;
}

/** A form made of a JSON Schema; `x-widget` names the control, the server stays the judge. */
export function SchemaForm({ schema, handle }: Props) {
  return Object.entries(schema.properties ?? {}).map(([name, one]) => <Property key={name} name={name} schema={one} handle={handle} required={schema.required?.includes(name) ?? false} />);
}

interface PropertyProps extends Props {
  name: string;
  required: boolean;
}

function Property({ name, schema, handle, required }: PropertyProps) {
  const label = schemaTitle(schema, name);
  const value = handle.step.with?.[name];
  const pointer = `${handle.pointer}/with/${name}`;
  const put = (next: Json | undefined): void => handle.put(name, next);
  const text = typeof value === "string" ? value : "";
  const common = { label, error: handle.errorOf(name), required, description: undefined };
  switch (schema["x-widget"]) {
    case "entity":
      return <Select {...common} data={handle.lens.solution.entities.map((one) => ({ value: one.key, label: titleOf(one, handle.lens.language) }))} value={text || null} onChange={(next) => put(next ?? undefined)} />;
    case "record":
      return <RecordSelect handle={handle} name={name === "record" ? "record" : "id"} optional={!required} onPick={(id) => put(id)} />;
    case "user":
      return <ResponsibleInput handle={handle} entity={undefined} />;
    case "users":
      return <PeopleInput handle={handle} name={name} label={label} />;
    case "values":
      return <ValuesEditor handle={handle} entity={handle.step.with?.entity as string | undefined} />;
    case "map":
      return <MapEditor handle={handle} label={label} value={value} onChange={put} pointer={pointer} error={common.error} />;
    case "formula":
      return <FormulaInput {...common} value={text} groups={handle.groups} place={{ pointer }} reads={handle.nameOf(text)} onChange={(next) => put(next || undefined)} />;
    case "duration":
      return <DurationInput label={label} error={common.error} value={text || undefined} onChange={put} />;
    case "code":
      return <CodeInput {...common} value={text} onChange={(source) => put(source || undefined)} />;
    case "json":
      return <SchemaInput label={label} error={common.error} value={value} onChange={put} />;
    case "connection":
      return <ConnectionSelect label={label} error={common.error} value={text} onChange={put} />;
    default:
      return <Plain name={name} schema={schema} handle={handle} required={required} />;
  }
}

function Plain({ name, schema, handle, required }: PropertyProps) {
  const label = schemaTitle(schema, name);
  const value = handle.step.with?.[name];
  const error = handle.errorOf(name);
  const put = (next: Json | undefined): void => handle.put(name, next);
  const types = [schema.type ?? schema.anyOf?.map((one) => one.type) ?? "string"].flat(2);
  const choices = schema.enum?.map(String);
  if (choices) return <Select label={label} data={choices} value={typeof value === "string" ? value : null} error={error} required={required} onChange={(next) => put(next ?? undefined)} />;
  if (types.includes("boolean")) return <Switch label={label} checked={Boolean(value)} onChange={(event) => put(event.currentTarget.checked || undefined)} />;
  if (types.includes("integer") || types.includes("number")) return <NumberInput label={label} value={typeof value === "number" ? value : ""} min={schema.minimum} max={schema.maximum} error={error} required={required} onChange={(next) => put(next === "" ? undefined : Number(next))} />;
  if (schema["x-widget"] === "template" || schema["x-widget"] === "value")
    return <ValueInput label={label} value={value} onChange={put} groups={handle.groups} nameOf={handle.nameOf} pointer={`${handle.pointer}/with/${name}`} error={error} required={required} />;
  return <TextInput label={label} value={typeof value === "string" ? value : ""} error={error} required={required} onChange={(event) => put(event.currentTarget.value || undefined)} />;
}
