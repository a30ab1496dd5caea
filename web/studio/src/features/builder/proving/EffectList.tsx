import { Code, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Effect } from "../api/proving";
import { stepIcon, STEP_COLORS } from "../icons";
import { entityTitle, fieldTitle } from "../model/sentences";
import { isObject } from "../model/solution";
import { useBuild } from "../navigation";
import { useLens } from "../state/draft";
import { Glyph } from "../ui/Glyph";
import classes from "./proving.module.css";

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
            <Values values={effect.values} entity={effect.entity ?? undefined} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Values({ values, entity }: { values: unknown; entity: string | undefined }) {
  const lens = useLens();
  if (!isObject(values)) return null;
  const shown = Object.entries(values).filter(([, value]) => value !== null && value !== "");
  return (
    <dl className={classes.values}>
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{entity ? fieldTitle(lens, entity, name) : name}</dt>
          <dd>{written(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function written(value: unknown): React.ReactNode {
  if (isObject(value) && "amount" in value) return `${String(value.amount)} ${String(value.currency ?? "")}`;
  return typeof value === "object" ? <Code>{JSON.stringify(value)}</Code> : String(value);
}
