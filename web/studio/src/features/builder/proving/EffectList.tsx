import { Code, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { usePeople } from "@/shared/solution/useSolution";

import { schemaTitle, useActionSchema } from "../api/catalog";
import type { Effect } from "../api/proving";
import { stepIcon, STEP_COLORS } from "../icons";
import { entityTitle, fieldTitle, roleTitle } from "../model/sentences";
import { byKey, isObject } from "../model/solution";
import { useBuild } from "../navigation";
import { useLens } from "../state/draft";
import { Glyph } from "../ui/Glyph";
import classes from "./proving.module.css";

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What would be done, each with what would be given to it. */
export function EffectList({ effects }: { effects: readonly Effect[] }) {
  const { t } = useTranslation(["proving", "builder"]);
  const { slug } = useBuild();
  const lens = useLens();
  return (
    <ul className={classes.effects}>
      {effects.map((effect, at) => (
        <li key={at} className={classes.effect}>
          <Glyph of={stepIcon(effect.action)} tone={STEP_COLORS[effect.action]} small />
          <div className={classes.grow}>
            <Text size="sm" fw={600}>
              {t(`builder:action.${effect.action}`, { defaultValue: effect.action })}
              {effect.entity && <Text span c="dimmed"> · {entityTitle(lens, effect.entity)}</Text>}
              {effect.entity && effect.id && <Link to={`/w/${slug}/r/${effect.entity}/${effect.id}`} className={classes.link}>{t("open_record")}</Link>}
            </Text>
            <Values values={effect.values} effect={effect} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Values({ values, effect }: { values: unknown; effect: Effect }) {
  const lens = useLens();
  const schema = useActionSchema(effect.action);
  if (!isObject(values)) return null;
  const entity = effect.entity ?? undefined;
  const fields = entity ? byKey(lens.solution.entities, entity)?.fields : undefined;
  const nameOf = (name: string): string => {
    if (entity && (fields?.some((field) => field.key === name) || !schema?.properties?.[name])) return fieldTitle(lens, entity, name);
    return schemaTitle(schema?.properties?.[name] ?? {}, name);
  };
  const shown = Object.entries(values).filter(([, value]) => value !== null && value !== "");
  return (
    <dl className={classes.values}>
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{nameOf(name)}</dt>
          <dd><Value value={value} to={fields?.find((field) => field.key === name)?.to} /></dd>
        </div>
      ))}
    </dl>
  );
}

/** A value as its reader knows it: a person by name, a role by its title, a record as a way to it. */
function Value({ value, to }: { value: unknown; to: string | undefined }) {
  const { t } = useTranslation("proving");
  const { slug } = useBuild();
  const lens = useLens();
  const { nameOf } = usePeople();
  if (Array.isArray(value)) return value.map((one, at) => <span key={at}>{at > 0 && ", "}<Value value={one} to={to} /></span>);
  if (isObject(value) && "amount" in value) return `${String(value.amount)} ${String(value.currency ?? "")}`;
  if (typeof value === "object") return <Code>{JSON.stringify(value)}</Code>;
  const text = String(value);
  if (text.startsWith("role:")) return roleTitle(lens, text.slice(5));
  if (!ID.test(text)) return text;
  if (to) return <Link to={`/w/${slug}/r/${to}/${text}`} className={classes.name}>{entityTitle(lens, to)}</Link>;
  return nameOf(text) || t("a_record");
}
