import { ActionIcon, Button, Checkbox, Group, Input, Stack } from "@mantine/core";
import { IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { moveAt } from "../model/pointer";
import type { StageCheck, StageTask } from "../model/solution";
import { keyFor } from "../model/titles";
import { DurationInput } from "../ui/DurationInput";
import { TitleInput } from "../ui/TitleInput";
import classes from "./funnels.module.css";

interface ListProps<T> {
  onChange: (items: T[], place?: string) => void;
}

/** What is to be seen to in a stage, point by point. */
export function StageChecklist({ checks, onChange }: ListProps<StageCheck> & { checks: readonly StageCheck[] }) {
  const { t } = useTranslation("modelling");
  const change = (at: number, next: Partial<StageCheck>, place?: string): void => onChange(checks.map((one, n) => (n === at ? { ...one, ...next } : one)), place);
  const add = (): void => onChange([...checks, { key: keyFor(t("checklist.new"), checks.map((one) => one.key), "check"), title: t("checklist.new") }]);
  return (
    <Input.Wrapper label={t("checklist.label")} labelElement="div" size="xs">
      <Points>
        {checks.map((check, at) => (
          <div key={check.key} className={classes.point} role="listitem">
            <Group gap={2} wrap="nowrap">
              <TitleInput size="xs" style={{ flex: 1 }} aria-label={t("checklist.title", { number: at + 1 })} value={check.title} onChange={(title) => change(at, { title: title ?? "" }, `check/${String(at)}`)} />
              <Up label={t("checklist.up", { number: at + 1 })} disabled={at === 0} onClick={() => onChange(moveAt([...checks], [], at, at - 1))} />
              <Remove label={t("checklist.delete", { number: at + 1 })} onClick={() => onChange(checks.filter((_, n) => n !== at))} />
            </Group>
            <Checkbox size="xs" label={t("checklist.required")} checked={check.required === true} onChange={(event) => change(at, { required: event.currentTarget.checked || undefined })} />
          </div>
        ))}
      </Points>
      <Add label={t("checklist.add")} onClick={add} />
    </Input.Wrapper>
  );
}

/** The tasks that entering a stage opens. */
export function StageTasks({ tasks, onChange }: ListProps<StageTask> & { tasks: readonly StageTask[] }) {
  const { t } = useTranslation("modelling");
  const change = (at: number, next: Partial<StageTask>, place?: string): void => onChange(tasks.map((one, n) => (n === at ? { ...one, ...next } : one)), place);
  return (
    <Input.Wrapper label={t("tasks.label")} labelElement="div" size="xs">
      <Points>
        {tasks.map((task, at) => (
          <div key={String(at)} className={classes.point} role="listitem">
            <Group gap={2} wrap="nowrap">
              <TitleInput size="xs" style={{ flex: 1 }} aria-label={t("tasks.title", { number: at + 1 })} value={task.title} onChange={(title) => change(at, { title: title ?? "" }, `task/${String(at)}`)} />
              <Up label={t("tasks.up", { number: at + 1 })} disabled={at === 0} onClick={() => onChange(moveAt([...tasks], [], at, at - 1))} />
              <Remove label={t("tasks.delete", { number: at + 1 })} onClick={() => onChange(tasks.filter((_, n) => n !== at))} />
            </Group>
            <DurationInput label={t("tasks.due")} value={task.due} onChange={(due) => change(at, { due }, `due/${String(at)}`)} />
          </div>
        ))}
      </Points>
      <Add label={t("tasks.add")} onClick={() => onChange([...tasks, { title: t("tasks.new"), due: "1d" }])} />
    </Input.Wrapper>
  );
}

function Points({ children }: { children: ReactNode[] }) {
  return children.length > 0 ? <Stack gap={8} my={4} role="list">{children}</Stack> : null;
}

function Up(props: { label: string; disabled: boolean; onClick: () => void }) {
  return (
    <ActionIcon size={26} aria-label={props.label} disabled={props.disabled} onClick={props.onClick}>
      <IconArrowUp size={14} />
    </ActionIcon>
  );
}

function Remove(props: { label: string; onClick: () => void }) {
  return (
    <ActionIcon size={26} aria-label={props.label} onClick={props.onClick}>
      <IconTrash size={14} />
    </ActionIcon>
  );
}

function Add(props: { label: string; onClick: () => void }) {
  return <Button size="compact-xs" variant="subtle" w="fit-content" leftSection={<IconPlus size={13} />} onClick={props.onClick}>{props.label}</Button>;
}
