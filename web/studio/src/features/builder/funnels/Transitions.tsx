import { ActionIcon, Badge, Button, Group, MultiSelect, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconArrowRight, IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { seriesColor, seriesVar } from "@/shared/theme/tokens";

import { roleTitle } from "../model/sentences";
import type { Funnel } from "../model/solution";
import { titleOf } from "../model/titles";
import { changedRule, firstRules, rulesOf, stored, type Transition } from "../model/transitions";
import { useLens, useProblems } from "../state/draft";
import { ConditionInput } from "../ui/ConditionInput";
import { Problems } from "../ui/Problems";
import classes from "./funnels.module.css";

interface Props {
  funnel: Funnel;
  pointer: string;
  index: number;
  onChange: (transitions: Funnel["transitions"]) => void;
}

/** Where a card may go: anywhere, or stage by stage, for whom and on what condition. */
export function Transitions({ funnel, pointer, index, onChange }: Props) {
  const { t } = useTranslation("modelling");
  const rules = rulesOf(funnel);
  const { errors } = useProblems(["funnels", index, "transitions"]);
  const put = (next: Transition[]): void => onChange(stored(next));
  return (
    <section className={classes.section} aria-label={t("transitions.title")}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Text fw={600}>{t("transitions.title")}</Text>
          <Text size="sm" c="dimmed" maw={560}>{t(rules ? "transitions.rules_help" : "transitions.any_help")}</Text>
        </div>
        <SegmentedControl
          size="xs"
          aria-label={t("transitions.title")}
          value={rules ? "rules" : "any"}
          onChange={(mode) => onChange(mode === "rules" ? stored(firstRules(funnel)) : undefined)}
          data={["any", "rules"].map((value) => ({ value, label: t(`transitions.${value}`) }))}
        />
      </Group>
      {rules && (
        <div className={classes.ways}>
          {funnel.stages.map((stage, at) => (
            <FromStage key={stage.key} funnel={funnel} stage={stage.key} at={at} rules={rules} pointer={pointer} onPut={put} />
          ))}
        </div>
      )}
      <Problems errors={errors} />
    </section>
  );
}

interface FromProps {
  funnel: Funnel;
  stage: string;
  at: number;
  rules: Transition[];
  pointer: string;
  onPut: (rules: Transition[]) => void;
}

function FromStage({ funnel, stage, at, rules, pointer, onPut }: FromProps) {
  const { t } = useTranslation("modelling");
  const { language } = useLens();
  const from = funnel.stages[at];
  const title = titleOf(from, language);
  const mine = rules.flatMap((rule, n) => (rule.from === stage ? [{ rule, n }] : []));
  return (
    <div className={classes.way} role="group" aria-label={t("transitions.from", { stage: title })}>
      <Badge variant="light" color="gray" size="lg" styles={{ root: { borderInlineStart: `4px solid ${seriesVar(seriesColor(at, from?.color, from?.kind))}`, textTransform: "none" } }}>{title}</Badge>
      <Stack gap="sm" style={{ flex: 1, minWidth: 0 }}>
        {mine.length === 0 && <Text size="sm" c="dimmed">{t("transitions.stays")}</Text>}
        {mine.map(({ rule, n }, place) => (
          <Way key={String(n)} funnel={funnel} rule={rule} name={`${title} ${String(place + 1)}`} pointer={`${pointer}/transitions/${String(n)}`} onChange={(change) => onPut(changedRule(rules, n, change))} onRemove={() => onPut(rules.filter((_, other) => other !== n))} />
        ))}
        <Button size="compact-xs" variant="subtle" w="fit-content" leftSection={<IconPlus size={13} />} aria-label={t("transitions.add_from", { stage: title })} onClick={() => onPut([...rules, { from: stage, to: nextOf(funnel, at) }])}>{t("transitions.add")}</Button>
      </Stack>
    </div>
  );
}

function nextOf(funnel: Funnel, at: number): string[] {
  const next = funnel.stages[at + 1] ?? funnel.stages[at - 1];
  return next ? [next.key] : [];
}

interface WayProps {
  funnel: Funnel;
  rule: Transition;
  name: string;
  pointer: string;
  onChange: (change: Partial<Transition>) => void;
  onRemove: () => void;
}

function Way({ funnel, rule, name, pointer, onChange, onRemove }: WayProps) {
  const { t } = useTranslation("modelling");
  const lens = useLens();
  const stages = funnel.stages.filter((one) => one.key !== rule.from).map((one) => ({ value: one.key, label: titleOf(one, lens.language) }));
  const roles = [...lens.solution.roles.map((one) => one.key), "owner", "admin", "member"].map((key) => ({ value: key, label: roleTitle(lens, key) }));
  return (
    <div className={classes.rule}>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <IconArrowRight size={17} aria-hidden style={{ flex: "none", marginBottom: 9 }} />
        <MultiSelect style={{ flex: 1 }} label={t("transitions.to")} aria-label={`${t("transitions.to")}: ${name}`} data={stages} value={rule.to} onChange={(to) => onChange({ to })} hidePickedOptions />
        <ActionIcon size="lg" aria-label={t("transitions.delete", { name })} onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
      <MultiSelect
        label={t("transitions.roles")}
        aria-label={`${t("transitions.roles")}: ${name}`}
        placeholder={rule.roles?.length ? undefined : t("transitions.roles_all")}
        data={roles}
        value={(rule.roles ?? []).map((role) => role.replace(/^role:/, ""))}
        onChange={(next) => onChange({ roles: next })}
        hidePickedOptions
      />
      <ConditionInput label={t("transitions.when")} none={t("transitions.when_none")} add={t("condition.add")} value={rule.when} entity={funnel.entity} pointer={`${pointer}/when`} onChange={(when) => onChange({ when })} />
    </div>
  );
}
