import { ActionIcon, Button, Checkbox, Group, Input, MultiSelect, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { conditionScope, resolve } from "../model/scope";
import { conditionSentence, durationText, formulaText } from "../model/sentences";
import type { Trigger } from "../model/solution";
import { nameFor } from "../model/sample";
import { titleOf } from "../model/titles";
import { useLens } from "../state/draft";
import { StageSelect } from "../ui/StageSelect";
import { TitleInput } from "../ui/TitleInput";
import { ConditionBuilder } from "./forms/ConditionBuilder";
import { SampleListener } from "./SampleListener";
import { ScheduleFields } from "./ScheduleFields";
import { DateFields, EventFields, InputFields, NarrowFields } from "./TimeAndEventFields";

interface Props {
  trigger: Trigger;
  onChange: (trigger: Trigger) => void;
  /** The sentence for a member of the trigger. */
  errorOf?: (name: string) => string | undefined;
  /** Where the trigger is in the draft; nowhere yet, while its scenario is being made. */
  pointer?: string;
}

/** What a trigger takes, by what it is. */
export function TriggerFields({ trigger, onChange, errorOf = () => undefined, pointer }: Props) {
  const props = { trigger, onChange, errorOf, pointer };
  switch (trigger.on) {
    case "record.created":
    case "record.deleted":
      return <EntityField {...props} />;
    case "record.updated":
      return (
        <>
          <EntityField {...props} />
          <WatchedFields {...props} />
        </>
      );
    case "record.matches":
      return (
        <>
          <EntityField {...props} />
          <ComingTrue key={trigger.entity} {...props} />
        </>
      );
    case "stage.overdue":
      return (
        <>
          <StageField {...props} />
          <StageLimit {...props} />
        </>
      );
    case "stage.entered":
    case "stage.left":
      return <StageField {...props} />;
    case "button":
      return <ButtonFields {...props} />;
    case "schedule":
      return <ScheduleFields {...props} />;
    case "webhook":
      return <WebhookFields {...props} />;
    case "date":
      return (
        <>
          <EntityField {...props} />
          <DateFields {...props} />
        </>
      );
    case "event":
      return <EventFields {...props} />;
    case "scenario":
      return <InputFields {...props} />;
    case "task.done":
    case "task.overdue":
    case "run.failed":
      return <NarrowFields {...props} />;
    default:
      return null;
  }
}

type Inner = Required<Omit<Props, "pointer">> & Pick<Props, "pointer">;

function EntityField({ trigger, onChange, errorOf }: Inner) {
  const { t } = useTranslation("builder");
  const { solution, language } = useLens();
  return (
    <Select
      label={t("trigger.entity")}
      data={solution.entities.map((one) => ({ value: one.key, label: titleOf(one, language) }))}
      value={trigger.entity ?? null}
      allowDeselect={false}
      required
      error={errorOf("entity")}
      onChange={(entity) => onChange({ ...trigger, entity: entity ?? undefined, fields: undefined, condition: trigger.on === "record.matches" ? "" : undefined })}
    />
  );
}

function WatchedFields({ trigger, onChange, errorOf }: Inner) {
  const { t } = useTranslation("builder");
  const { solution, language } = useLens();
  const fields = solution.entities.find((one) => one.key === trigger.entity)?.fields ?? [];
  return (
    <MultiSelect
      label={t("trigger.fields")}
      placeholder={trigger.fields?.length ? undefined : t("trigger.any_field")}
      data={fields.map((one) => ({ value: one.key, label: titleOf(one, language) }))}
      value={trigger.fields ?? []}
      error={errorOf("fields")}
      onChange={(chosen) => onChange({ ...trigger, fields: chosen.length > 0 ? chosen : undefined })}
    />
  );
}

function StageField({ trigger, onChange, errorOf }: Inner) {
  const { t } = useTranslation("builder");
  const { solution } = useLens();
  return (
    <StageSelect
      label={t("trigger.stage_label")}
      funnel={trigger.funnel}
      stage={trigger.stage}
      anyStage
      error={errorOf("stage") ?? errorOf("funnel")}
      onChange={(funnel, stage) => onChange({ ...trigger, funnel, stage, entity: solution.funnels.find((one) => one.key === funnel)?.entity })}
    />
  );
}

/** The condition that a record comes to meet. */
function ComingTrue({ trigger, onChange, errorOf, pointer }: Inner) {
  const { t } = useTranslation("builder");
  const lens = useLens();
  const source = trigger.condition ?? "";
  return (
    <Input.Wrapper label={t("trigger.condition")} labelElement="div" description={t("trigger.condition_help")}>
      <div style={{ marginTop: 8 }}>
        <ConditionBuilder
          source={source}
          groups={conditionScope(lens, { key: "", trigger, steps: [] })}
          resolve={(path) => resolve(lens, undefined, path, trigger.entity)}
          nameOf={(formula) => formulaText(lens, undefined, formula, trigger.entity)}
          sentence={conditionSentence(lens, undefined, source, trigger.entity)}
          place={pointer ? { pointer: `${pointer}/condition` } : { entity: trigger.entity }}
          error={errorOf("condition")}
          onChange={(condition) => onChange({ ...trigger, condition })}
        />
      </div>
    </Input.Wrapper>
  );
}

/** How long the stages that are meant let a card stay; where none does, nothing is ever overdue. */
function StageLimit({ trigger }: Inner) {
  const { t } = useTranslation("builder");
  const lens = useLens();
  const stages = lens.solution.funnels.find((one) => one.key === trigger.funnel)?.stages.filter((one) => !trigger.stage || one.key === trigger.stage) ?? [];
  const limited = stages.filter((one) => one.sla);
  if (stages.length === 0) return null;
  return (
    <Text size="xs" c={limited.length > 0 ? "dimmed" : "saffron"}>
      {limited.length > 0 ? t("trigger.limits", { stages: limited.map((one) => `${titleOf(one, lens.language)}: ${durationText(lens, one.sla)}`).join("; ") }) : t("trigger.no_limit")}
    </Text>
  );
}

function ButtonFields(props: Inner) {
  const { t } = useTranslation(["builder", "live"]);
  const { trigger, onChange, errorOf } = props;
  return (
    <>
      <EntityField {...props} />
      <TitleInput label={t("trigger.button_title")} placeholder={t("trigger.button_hint")} value={trigger.title} error={errorOf("title")} onChange={(title) => onChange({ ...trigger, title })} />
      <Checkbox label={t("trigger.bulk")} description={t(trigger.bulk === true ? "live:settings.button_places" : "live:settings.button_place")} checked={trigger.bulk === true} onChange={(event) => onChange({ ...trigger, bulk: event.currentTarget.checked || undefined })} />
    </>
  );
}

function WebhookFields({ trigger, onChange, errorOf, pointer }: Inner) {
  const { t } = useTranslation("builder");
  const lens = useLens();
  const scenario = pointer === undefined ? undefined : lens.solution.scenarios[Number(/^\/scenarios\/(\d+)\//.exec(pointer)?.[1])]?.key;
  const pick = (path: string): void => put([...rows, [nameFor(path, rows.map(([name]) => name)), path]]);
  const rows = Object.entries(trigger.map ?? {});
  const put = (all: [string, string][]): void => onChange({ ...trigger, map: Object.fromEntries(all) });
  const change = (at: number, row: [string, string]): void => put(rows.map((one, n) => (n === at ? row : one)));
  return (
    <>
      <Select label={t("trigger.auth")} data={(["token", "signature"] as const).map((value) => ({ value, label: t(`trigger.auth_${value}`) }))} value={trigger.auth ?? "token"} allowDeselect={false} onChange={(auth) => onChange({ ...trigger, auth: auth ?? "token" })} />
      <Input.Wrapper label={t("trigger.map")} labelElement="div" description={t("trigger.map_help")} error={errorOf("map")}>
        <Stack gap={6} mt={6}>
          {rows.map(([name, path], at) => (
            <Group key={String(at)} gap={6} wrap="nowrap">
              <TextInput aria-label={t("trigger.map_name")} placeholder="phone" value={name} onChange={(event) => change(at, [event.currentTarget.value.toLowerCase().replace(/[^a-z0-9_]/g, "_"), path])} style={{ flex: 1 }} />
              <TextInput aria-label={t("trigger.map_path")} placeholder="caller.number" value={path} onChange={(event) => change(at, [name, event.currentTarget.value])} style={{ flex: 1 }} />
              <ActionIcon size="md" aria-label={t("trigger.map_delete", { name })} onClick={() => put(rows.filter((_, n) => n !== at))}>
                <IconTrash size={15} />
              </ActionIcon>
            </Group>
          ))}
          {scenario && <SampleListener scenario={scenario} onPick={pick} />}
          <Button size="xs" variant="subtle" w="fit-content" leftSection={<IconPlus size={14} />} onClick={() => put([...rows, [`value_${String(rows.length + 1)}`, ""]])}>{t("trigger.map_add")}</Button>
        </Stack>
      </Input.Wrapper>
    </>
  );
}
