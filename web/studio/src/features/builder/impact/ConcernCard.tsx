import { Select, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { formatNumber } from "@/shared/format/format";

import type { Concern } from "../api/impact";
import { chosen, choicesOf, hasChoice, mustBeSaid, nameOf, valueOf, type Answers } from "../model/decisions";
import { byKey, type Solution } from "../model/solution";
import { titleOf } from "../model/titles";
import { useLens } from "../state/draft";
import classes from "./impact.module.css";

interface Props {
  concern: Concern;
  /** The live version: it still has what goes. */
  live: Solution | undefined;
  answers?: Answers;
  onAnswer?: (name: string, value: string) => void;
}

/** One change that concerns stored data: how much, what is lost, and what becomes of it. */
export function ConcernCard({ concern, live, answers, onAnswer }: Props) {
  const { t } = useTranslation("impact");
  const what = useTitles(concern, live);
  const { effect, count, capped, lost, converts } = concern;
  const number = `${formatNumber(count)}${capped ? "+" : ""}`;
  const value = answers && chosen(concern, answers);
  const open = answers !== undefined && mustBeSaid(concern) && value === undefined;
  const sentence = count === null ? t("data.unseen") : t(effect.kind === "role_removed" ? "data.people" : "data.records", { count, number });
  return (
    <div className={classes.concern} role="group" aria-label={t(`effect.${effect.kind}`, what)} data-lost={lost ? true : undefined} data-open={open || undefined}>
      <Text size="sm" fw={550}>{t(`effect.${effect.kind}`, what)}</Text>
      <Text size="sm">{sentence}</Text>
      {converts !== null && count !== null && count > 0 && <Conversion concern={concern} />}
      {!answers && count !== 0 && <Text size="xs" c="dimmed">{t(`later.${effect.kind}`)}</Text>}
      {answers && onAnswer && hasChoice(concern) && (
        <Select
          label={t("decide")}
          placeholder={t("decide_hint")}
          required={mustBeSaid(concern)}
          allowDeselect={false}
          data={choicesOf(concern).map((choice) => ({ value: valueOf(choice), label: t(`choice.${effect.kind}.${choice.action}`, { to: what.titleOfTarget(choice.to) }) }))}
          value={value ?? null}
          onChange={(next) => next && onAnswer(nameOf(effect), next)}
        />
      )}
    </div>
  );
}

/** What a conversion keeps and what it cannot. */
function Conversion({ concern }: { concern: Concern }) {
  const { t } = useTranslation("impact");
  const { converts, lost, count, examples } = concern;
  const kept = converts ?? 0;
  return (
    <>
      <div className={classes.meter} aria-hidden>
        <span style={{ width: `${String((kept / Math.max(1, count ?? 0)) * 100)}%` }} />
      </div>
      <Text size="xs">
        {t("data.converts", { count: kept, number: formatNumber(kept) })}
        {lost ? `, ${t("data.lost", { count: lost, number: formatNumber(lost) })}` : ""}
      </Text>
      {examples.length > 0 && (
        <ul className={classes.lost} aria-label={t("data.examples")}>
          {examples.map((one) => (
            <li key={one.id} title={shown(one.value)}>№ {one.number}: {shown(one.value)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The names of what goes, as the live version has them, and of what may take its data, as the draft does. */
function useTitles({ effect, old_type: from, new_type: to }: Concern, live: Solution | undefined) {
  const { t } = useTranslation("builder");
  const { solution, language } = useLens();
  const before = live ?? solution;
  const entity = byKey(before.entities, effect.entity);
  const field = byKey(entity?.fields, effect.field);
  const funnel = byKey(before.funnels, effect.funnel);
  const titleIn = (thing: { key: string } | undefined, key: string | null | undefined): string => (thing ? titleOf(thing, language) : (key ?? ""));
  const titleOfTarget = (key: string | undefined): string => {
    const now = byKey(solution.entities, effect.entity);
    const kept = [...(byKey(solution.funnels, effect.funnel)?.stages ?? []), ...(effect.option ? (byKey(now?.fields, effect.field)?.options ?? []) : (now?.fields ?? []))];
    return titleIn(kept.find((one) => one.key === key), key);
  };
  return {
    entity: titleIn(entity, effect.entity),
    field: titleIn(field, effect.field),
    option: titleIn(byKey(field?.options, effect.option), effect.option),
    funnel: titleIn(funnel, effect.funnel),
    stage: titleIn(byKey(funnel?.stages, effect.stage), effect.stage),
    role: titleIn(byKey(before.roles, effect.role), effect.role),
    from: from ? t(`type.${from}`) : "",
    to: to ? t(`type.${to}`) : "",
    titleOfTarget,
  };
}
