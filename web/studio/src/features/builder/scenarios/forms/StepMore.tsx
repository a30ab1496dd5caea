import { Collapse, Group, NumberInput, Select, Stack, Switch, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { keysOf, renameStep } from "../../model/steps";
import { useBuild } from "../../navigation";
import { useProblemAt } from "../../state/draft";
import { FormulaInput } from "../../ui/FormulaInput";
import { useScenario, type StepHandle } from "../context";

/** The actions that a stage's rules bind. */
const RULED = ["record.create", "record.update", "record.upsert", "stage.move"];

/** What few steps need: its name for formulas, when to pass it over, what if it fails. */
export function StepMore({ handle }: { handle: StepHandle }) {
  const { t } = useTranslation("builder");
  const { step, groups, pointer, nameOf, edit } = handle;
  const [opened, { toggle }] = useDisclosure(Boolean(step.when ?? step.on_error ?? step.override));
  const overrideError = useProblemAt(`${pointer}/override`);
  const whenError = useProblemAt(`${pointer}/when`);
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={opened}>
        <Group gap={4}>
          {opened ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
          <Text size="sm" fw={550}>{t("more_settings")}</Text>
        </Group>
      </UnstyledButton>
      <Collapse expanded={opened}>
        <Stack gap="sm" mt="sm">
          <KeyInput stepKey={step.key} />
          <FormulaInput label={t("steps.when")} description={t("steps.when_help")} value={step.when ?? ""} groups={groups} place={{ pointer: `${pointer}/when` }} reads={nameOf(step.when ?? "")} error={whenError} onChange={(when) => edit((now) => ({ ...now, when: when || undefined }), "when")} />
          <Retry handle={handle} />
          {RULED.includes(step.action ?? "") && <Switch label={t("steps.override")} description={t("steps.override_help")} checked={step.override === "stage_rules"} error={overrideError} onChange={(event) => edit((now) => ({ ...now, override: event.currentTarget.checked ? "stage_rules" : undefined }))} />}
        </Stack>
      </Collapse>
    </div>
  );
}

function KeyInput({ stepKey }: { stepKey: string }) {
  const { t } = useTranslation("builder");
  const { scenario, change } = useScenario();
  const { select } = useBuild();
  const [text, setText] = useState(stepKey);
  const taken = text !== stepKey && keysOf(scenario).includes(text);
  const bad = !/^[a-z][a-z0-9_]{0,62}$/.test(text);
  const done = (): void => {
    if (text === stepKey || taken || bad) return;
    change((now) => renameStep(now, stepKey, text));
    select(text);
  };
  return <TextInput label={t("steps.key")} description={t("steps.key_help")} value={text} error={taken ? t("steps.key_taken") : bad ? t("steps.key_bad") : undefined} onChange={(event) => setText(event.currentTarget.value)} onBlur={done} onKeyDown={(event) => event.key === "Enter" && done()} />;
}

function Retry({ handle }: { handle: StepHandle }) {
  const { t } = useTranslation("builder");
  const { step, edit } = handle;
  const then = step.on_error?.then ?? "fail";
  return (
    <Group grow align="flex-end">
      <NumberInput
        label={t("steps.retries")}
        min={0}
        max={20}
        value={step.on_error?.retry?.times ?? ""}
        placeholder="0"
        onChange={(times) => edit((now) => ({ ...now, on_error: cleaned({ ...now.on_error, retry: times === "" ? undefined : { ...now.on_error?.retry, times: Number(times) } }) }), "retry")}
      />
      <Select
        label={t("steps.on_error")}
        data={[{ value: "fail", label: t("steps.on_error_fail") }, { value: "continue", label: t("steps.on_error_continue") }]}
        value={then}
        allowDeselect={false}
        onChange={(value) => edit((now) => ({ ...now, on_error: cleaned({ ...now.on_error, then: value === "fail" ? undefined : (value ?? undefined) }) }))}
      />
    </Group>
  );
}

function cleaned<T extends object>(value: T): T | undefined {
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return entries.length > 0 ? (Object.fromEntries(entries) as T) : undefined;
}
