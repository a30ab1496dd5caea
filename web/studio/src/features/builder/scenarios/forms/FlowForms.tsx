import { ActionIcon, Button, Group, Input, SegmentedControl, Select, Stack, Switch, Text } from "@mantine/core";
import { IconPlus, IconSparkles, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { listScope, resolve, type Variable } from "../../model/scope";
import { entityTitle, stripEquals } from "../../model/sentences";
import type { Json, Step } from "../../model/solution";
import { titleOf } from "../../model/titles";
import { useProblemAt } from "../../state/draft";
import { DurationInput } from "../../ui/DurationInput";
import { SourceSelect, type FormProps } from "./parts";
import { ValueInput } from "./ValueInput";

type Case = NonNullable<Step["cases"]>[number];

/** What is looked at, and a branch for each of its values. */
export function SwitchForm({ handle }: FormProps) {
  const { t } = useTranslation("builder");
  const { step, lens, scenario, groups, pointer, edit } = handle;
  const error = useProblemAt(`${pointer}/switch`);
  const casesError = useProblemAt(`${pointer}/cases`);
  const source = stripEquals(step.switch ?? "").trim();
  const variable = source ? resolve(lens, scenario, source) : undefined;
  const cases = step.cases ?? [];
  const put = (next: Case[]): void => edit((now) => ({ ...now, cases: next }), "cases");
  const missing = (variable?.options ?? []).filter((option) => !cases.some((one) => one.is === option.key));
  const fill = (): void => put([...cases.filter((one) => one.is !== "" || one.then.length > 0), ...missing.map((option) => ({ is: option.key, then: [] }))]);
  return (
    <>
      <SourceSelect handle={handle} label={t("input.switch")} placeholder={t("input.switch_hint")} value={step.switch} choices={groups} pointer={`${pointer}/switch`} error={error} onChange={(next) => edit((now) => ({ ...now, switch: next }), "switch")} />
      <Input.Wrapper label={t("input.cases")} labelElement="div" description={t("input.cases_help")} error={casesError}>
        <Stack gap={8} mt={8}>
          {cases.map((one, at) => (
            <Group key={String(at)} gap={4} wrap="nowrap" align="flex-start">
              <div style={{ flex: 1, minWidth: 0 }}>
                <CaseValue handle={handle} variable={variable} value={one.is} at={at} taken={cases.map((other) => other.is)} onChange={(is) => put(cases.map((other, n) => (n === at ? { ...other, is } : other)))} />
              </div>
              <Text size="xs" c="dimmed" w={64} ta="end" pt={9} style={{ flex: "none" }}>{t("input.case_steps", { count: one.then.length })}</Text>
              <ActionIcon size="lg" aria-label={t("input.case_delete", { number: at + 1 })} disabled={cases.length === 1} onClick={() => put(cases.filter((_, n) => n !== at))}>
                <IconTrash size={15} />
              </ActionIcon>
            </Group>
          ))}
          <Group gap="xs">
            <Button size="xs" variant="light" leftSection={<IconPlus size={14} />} onClick={() => put([...cases, { is: "", then: [] }])}>{t("input.case_add")}</Button>
            {missing.length > 0 && <Button size="xs" variant="subtle" leftSection={<IconSparkles size={14} />} onClick={fill}>{t("input.case_all")}</Button>}
          </Group>
        </Stack>
      </Input.Wrapper>
    </>
  );
}

function CaseValue({ handle, variable, value, at, taken, onChange }: FormProps & { variable: Variable | undefined; value: Json; at: number; taken: Json[]; onChange: (value: Json) => void }) {
  const { t } = useTranslation("builder");
  const label = t("input.case", { number: at + 1 });
  const error = useProblemAt(`${handle.pointer}/cases/${String(at)}/is`);
  if (variable?.options)
    return <Select aria-label={label} placeholder={t("input.case_hint")} data={variable.options.filter((one) => one.key === value || !taken.includes(one.key)).map((one) => ({ value: one.key, label: titleOf(one, handle.lens.language) }))} value={typeof value === "string" ? value || null : null} error={error} searchable allowDeselect={false} onChange={(next) => onChange(next ?? "")} />;
  return <ValueInput hideLabel label={label} field={variable && { type: variable.type, to: variable.to }} value={value} onChange={(next) => onChange(next ?? "")} groups={handle.groups} nameOf={handle.nameOf} pointer={`${handle.pointer}/cases/${String(at)}/is`} error={error} placeholder={t("input.case_hint")} />;
}

/** The list that a loop goes through. */
export function LoopForm({ handle }: FormProps) {
  const { t } = useTranslation("builder");
  const { step, lens, scenario, pointer, edit } = handle;
  const error = useProblemAt(`${pointer}/for_each`);
  const choices = listScope(lens, scenario, step.key);
  const list = resolve(lens, scenario, stripEquals(step.for_each ?? "").trim());
  return (
    <>
      <SourceSelect handle={handle} label={t("input.for_each")} placeholder={choices.length > 0 ? t("input.for_each_hint") : t("input.for_each_none")} value={step.for_each} choices={choices} pointer={`${pointer}/for_each`} error={error} onChange={(next) => edit((now) => ({ ...now, for_each: next }), "for_each")} />
      <Text size="xs" c="dimmed">{list?.to ? t("input.for_each_item", { entity: entityTitle(lens, list.to) }) : t("input.for_each_help")}</Text>
    </>
  );
}

/** For how long, or until when. */
export function WaitForm({ handle }: FormProps) {
  const { t } = useTranslation("builder");
  const { step, groups, edit, pointer } = handle;
  const error = useProblemAt(`${pointer}/wait/for`, `${pointer}/wait/until`, `${pointer}/wait`);
  const until = step.wait?.until !== undefined;
  const moments = groups.map((group) => ({ ...group, variables: group.variables.filter((one) => one.type === "date" || one.type === "datetime") })).filter((group) => group.variables.length > 0);
  return (
    <>
      <SegmentedControl
        aria-label={t("input.wait_kind")}
        value={until ? "until" : "for"}
        onChange={(kind) => edit((now) => ({ ...now, wait: kind === "until" ? { until: "" } : { for: "2h" } }))}
        data={[
          { value: "for", label: t("input.wait_for_kind") },
          { value: "until", label: t("input.wait_until_kind") },
        ]}
      />
      {until ? (
        <SourceSelect key="until" handle={handle} label={t("input.wait_until")} description={t("input.wait_until_help")} placeholder={t("input.wait_until_hint")} value={step.wait?.until} choices={moments} pointer={`${pointer}/wait/until`} error={error} onChange={(next) => edit((now) => ({ ...now, wait: { ...now.wait, until: next } }), "wait")} />
      ) : (
        <>
          <DurationInput label={t("input.wait_for")} value={step.wait?.for} error={error} onChange={(value) => edit((now) => ({ ...now, wait: { ...now.wait, for: value } }), "wait")} />
          <Switch label={t("input.working_hours")} checked={Boolean(step.wait?.working_hours)} onChange={(event) => edit((now) => ({ ...now, wait: { ...now.wait, working_hours: event.currentTarget.checked || undefined } }))} />
        </>
      )}
    </>
  );
}
