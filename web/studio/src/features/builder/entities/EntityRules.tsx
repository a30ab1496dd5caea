import { ActionIcon, Button, Group, Input, MultiSelect, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { COMPUTED_TYPES } from "../model/fields";
import type { Entity } from "../model/solution";
import { keyFor, titleOf } from "../model/titles";
import { useLens, useProblems, useThing } from "../state/draft";
import { Problems } from "../ui/Problems";
import editor from "./entities.module.css";

type Change = (how: (entity: Entity) => Entity, place?: string) => void;
type Item = { value: string; label: string };

/** What holds for the whole entity: lines of another, no two alike, how duplicates are found. */
export function EntityRules({ entityKey }: { entityKey: string }) {
  const { thing: entity, index, change } = useThing("entities", entityKey);
  const { language } = useLens();
  if (!entity) return null;
  const own = entity.fields.filter((field) => !COMPUTED_TYPES.includes(field.type)).map((field) => ({ value: field.key, label: titleOf(field, language) }));
  return (
    <Stack gap="lg" maw={780}>
      <LinesOf entity={entity} index={index} change={change} />
      <UniqueTogether entity={entity} index={index} fields={[...own, ...parentOf(entity)]} change={change} />
      <Duplicates entity={entity} index={index} fields={own} change={change} />
    </Stack>
  );
}

/** Lines have their parent among their fields. */
function parentOf(entity: Entity): Item[] {
  return entity.lines_of ? [{ value: entity.lines_of.entity, label: entity.lines_of.entity }] : [];
}

interface PartProps {
  entity: Entity;
  index: number;
  change: Change;
}

function LinesOf({ entity, index, change }: PartProps) {
  const { t } = useTranslation("modelling");
  const { solution, language } = useLens();
  const { errors } = useProblems(["entities", index, "lines_of"]);
  const parents = solution.entities.filter((one) => one.key !== entity.key).map((one) => ({ value: one.key, label: titleOf(one, language) }));
  const parent = solution.entities.find((one) => one.key === entity.lines_of?.entity);
  const taken = (key: string): string[] => [
    ...(solution.entities.find((one) => one.key === key)?.fields ?? []).map((field) => field.key),
    ...solution.entities.filter((one) => one.key !== entity.key && one.lines_of?.entity === key).map((one) => one.lines_of?.as ?? ""),
  ];
  const choose = (key: string | null): void => change((now) => ({ ...now, lines_of: key ? { entity: key, as: now.lines_of?.as ?? keyFor("lines", taken(key), "lines") } : undefined }));
  return (
    <section className={editor.rule} aria-label={t("lines_of.title")}>
      <Text fw={600} size="sm">{t("lines_of.title")}</Text>
      <Text size="sm" c="dimmed">{t("lines_of.help")}</Text>
      <Group align="flex-end" grow>
        <Select label={t("lines_of.parent")} placeholder={t("lines_of.none")} clearable data={parents} value={entity.lines_of?.entity ?? null} onChange={choose} />
        {parent && <LinesName key={parent.key} value={entity.lines_of?.as ?? ""} parent={titleOf(parent, language)} onChange={(as) => change((now) => (now.lines_of ? { ...now, lines_of: { ...now.lines_of, as: keyFor(as, taken(parent.key), "lines") } } : now))} />}
      </Group>
      <Problems errors={errors} />
    </section>
  );
}

function LinesName({ value, parent, onChange }: { value: string; parent: string; onChange: (as: string) => void }) {
  const { t } = useTranslation("modelling");
  return (
    <Input.Wrapper label={t("lines_of.as", { parent })}>
      <Input key={value} aria-label={t("lines_of.as", { parent })} defaultValue={value} onBlur={(event) => event.currentTarget.value !== value && onChange(event.currentTarget.value || "lines")} />
    </Input.Wrapper>
  );
}

function UniqueTogether({ entity, index, fields, change }: PartProps & { fields: Item[] }) {
  const { t } = useTranslation("modelling");
  const { errors } = useProblems(["entities", index, "unique"]);
  const [begun, setBegun] = useState(false);
  const rules = [...(entity.unique ?? []), ...(begun ? [[]] : [])];
  const put = (next: string[][]): void => {
    const whole = next.filter((keys) => keys.length > 0);
    setBegun(false);
    change((now) => ({ ...now, unique: whole.length > 0 ? whole : undefined }));
  };
  return (
    <section className={editor.rule} aria-label={t("unique.title")}>
      <Text fw={600} size="sm">{t("unique.title")}</Text>
      <Text size="sm" c="dimmed">{t("unique.help")}</Text>
      {rules.map((keys, at) => (
        <Group key={String(at)} wrap="nowrap" gap="xs">
          <MultiSelect style={{ flex: 1 }} aria-label={t("unique.fields", { number: at + 1 })} placeholder={keys.length === 0 ? t("unique.choose") : undefined} data={fields} value={keys} maxValues={8} hidePickedOptions onChange={(next) => put(rules.map((one, n) => (n === at ? next : one)))} />
          <ActionIcon size="lg" aria-label={t("unique.delete", { number: at + 1 })} onClick={() => put(rules.filter((_, n) => n !== at))}>
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button size="compact-sm" variant="subtle" w="fit-content" leftSection={<IconPlus size={14} />} disabled={begun} onClick={() => setBegun(true)}>{t("unique.add")}</Button>
      <Problems errors={errors} />
    </section>
  );
}

const ACTIONS = ["warn", "reject", "merge"] as const;

function Duplicates({ entity, index, fields, change }: PartProps & { fields: Item[] }) {
  const { t } = useTranslation("modelling");
  const { errors } = useProblems(["entities", index, "duplicates"]);
  const rule = entity.duplicates;
  const put = (match: string[]): void => change((now) => ({ ...now, duplicates: match.length > 0 ? { match, on_match: now.duplicates?.on_match ?? "warn" } : undefined }));
  return (
    <section className={editor.rule} aria-label={t("duplicates.title")}>
      <Text fw={600} size="sm">{t("duplicates.title")}</Text>
      <Text size="sm" c="dimmed">{t("duplicates.help")}</Text>
      <MultiSelect label={t("duplicates.match")} placeholder={rule ? undefined : t("duplicates.none")} data={fields} value={rule?.match ?? []} hidePickedOptions onChange={put} />
      {rule && (
        <Input.Wrapper label={t("duplicates.then")} labelElement="div" description={t(`duplicates.${rule.on_match}_help`)}>
          <SegmentedControl size="xs" mt={6} aria-label={t("duplicates.then")} value={rule.on_match} onChange={(value) => change((now) => ({ ...now, duplicates: { ...rule, on_match: value as (typeof ACTIONS)[number] } }))} data={ACTIONS.map((value) => ({ value, label: t(`duplicates.${value}`) }))} />
        </Input.Wrapper>
      )}
      <Problems errors={errors} />
    </section>
  );
}
