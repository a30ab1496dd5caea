import { Button, Collapse, Group, MultiSelect, NumberInput, SegmentedControl, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronRight, IconMessageQuestion } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ColorPicker } from "../entities/OptionsEditor";
import { COMPUTED_TYPES } from "../model/fields";
import { lossReason } from "../model/making";
import type { Stage, StageKind } from "../model/solution";
import { titleOf } from "../model/titles";
import { useDraftStore, useLens } from "../state/draft";
import { DurationInput } from "../ui/DurationInput";
import { TitleInput } from "../ui/TitleInput";
import classes from "./funnels.module.css";
import { StageChecklist, StageTasks } from "./StageLists";

interface Props {
  stage: Stage;
  index: number;
  entity: string;
  onEdit: (how: (stage: Stage) => Stage, place?: string) => void;
}

/** What a stage asks for and does. */
export function StageSettings({ stage, index, entity, onEdit }: Props) {
  const { t } = useTranslation("builder");
  const { solution, language } = useLens();
  const [opened, { toggle }] = useDisclosure(false);
  const fields = solution.entities.find((one) => one.key === entity)?.fields ?? [];
  return (
    <div className={classes.body}>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t("stages.kind")}
        data={(["open", "won", "lost"] as const).map((kind) => ({ value: kind, label: t(`stages.kind_${kind}`) }))}
        value={stage.kind ?? "open"}
        onChange={(kind) => onEdit((now) => ({ ...now, kind: kind === "open" ? undefined : (kind as StageKind), ...(kind !== "open" && { probability: undefined }) }))}
      />
      <MultiSelect
        label={t("stages.requires")}
        placeholder={stage.requires?.length ? undefined : t("stages.requires_none")}
        data={fields.filter((field) => !COMPUTED_TYPES.includes(field.type)).map((field) => ({ value: field.key, label: titleOf(field, language) }))}
        value={stage.requires ?? []}
        onChange={(requires) => onEdit((now) => ({ ...now, requires: requires.length > 0 ? requires : undefined }))}
        size="xs"
        hidePickedOptions
      />
      {stage.kind === "lost" && <AskWhy stage={stage} entity={entity} />}
      <UnstyledButton onClick={toggle} aria-expanded={opened}>
        <Group gap={4}>
          {opened ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
          <Text size="xs" fw={550}>{t("more_settings")}</Text>
        </Group>
      </UnstyledButton>
      <Collapse expanded={opened}>
        <div style={{ display: "grid", gap: 12 }}>
          <Group justify="space-between">
            <Text size="xs" fw={500}>{t("stages.color")}</Text>
            <ColorPicker label={t("stages.color")} value={stage.color} index={index} kind={stage.kind} onChange={(color) => onEdit((now) => ({ ...now, color }))} />
          </Group>
          {(stage.kind ?? "open") === "open" && (
            <NumberInput size="xs" label={t("stages.probability")} suffix=" %" min={0} max={100} value={stage.probability ?? ""} onChange={(value) => onEdit((now) => ({ ...now, probability: value === "" ? undefined : Number(value) }), "probability")} />
          )}
          <TitleInput size="xs" label={t("stages.hint")} placeholder={t("stages.hint_hint")} value={stage.hint} onChange={(hint) => onEdit((now) => ({ ...now, hint }), "hint")} />
          <DurationInput label={t("stages.sla")} value={stage.sla} onChange={(sla) => onEdit((now) => ({ ...now, sla }), "sla")} />
          <StageChecklist checks={stage.checklist ?? []} onChange={(checklist, place) => onEdit((now) => ({ ...now, checklist: checklist.length > 0 ? checklist : undefined }), place)} />
          <StageTasks tasks={stage.tasks ?? []} onChange={(tasks, place) => onEdit((now) => ({ ...now, tasks: tasks.length > 0 ? tasks : undefined }), place)} />
        </div>
      </Collapse>
    </div>
  );
}

/** Nothing is lost without a reason: one press makes the field that asks for it and requires it here. */
function AskWhy({ stage, entity }: { stage: Stage; entity: string }) {
  const { t } = useTranslation("modelling");
  const { edit } = useDraftStore();
  const { solution, language } = useLens();
  const fields = solution.entities.find((one) => one.key === entity)?.fields ?? [];
  const asked = (stage.requires ?? []).map((key) => fields.find((field) => field.key === key)).find((field) => field?.type === "select");
  if (asked) return <Text size="xs" c="dimmed">{t("reasons.asked", { field: titleOf(asked, language) })}</Text>;
  const words = { title: t("reasons.field"), options: ["price", "rival", "time", "silence"].map((key) => ({ key, title: t(`reasons.${key}`) })) };
  return (
    <Button size="compact-xs" variant="light" leftSection={<IconMessageQuestion size={14} />} onClick={() => edit((now) => lossReason(now, entity, words))}>{t("reasons.ask")}</Button>
  );
}
