import { ActionIcon, Button, Checkbox, Group, Modal, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPencil, IconX } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { components } from "@/generated/api";
import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { formatDate } from "@/shared/format/format";
import { SettingsTabs } from "@/shared/settings/SettingsTabs";
import { useIsAdmin, useMe, usePeople, useSlug } from "@/shared/solution/useSolution";
import { ErrorState } from "@/shared/ui/ErrorState";
import { explain } from "@/shared/ui/explain";
import { Loading } from "@/shared/ui/Loading";
import { Page, Panel, Table } from "@/shared/ui/Page";

type WorkTime = components["schemas"]["WorkTimeItem"];
type Absence = components["schemas"]["AbsenceItem"];

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
type Week = Partial<Record<(typeof DAYS)[number], [string, string]>>;
const USUAL: Week = Object.fromEntries(DAYS.slice(0, 5).map((day) => [day, ["09:00", "18:00"]]));

/** When people work and when they are away: scenarios that give out work by schedule go by it. */
export function WorkTimesPage() {
  const { t } = useTranslation("operate");
  const slug = useSlug();
  const found = useQuery({ queryKey: keys.workTimes(slug), queryFn: () => http.get<{ items: WorkTime[] }>(inWorkspace(slug, "work-times")) });
  return (
    <Page title={t("times.title")} width={820}>
      <SettingsTabs />
      <Text c="dimmed" mb="md">{t("times.lead")}</Text>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <Panel flush>
          <Table label={t("times.title")} head={[{ title: t("times.person") }, { title: t("times.hours") }, { title: t("times.absences") }, { title: t("times.actions"), right: true }]}>
            {found.data.items.map((one) => <Row key={one.person} one={one} />)}
          </Table>
        </Panel>
      )}
    </Page>
  );
}

const daysOf = (absence: Absence): string => (absence.from === absence.to ? formatDate(absence.from) : `${formatDate(absence.from)} – ${formatDate(absence.to)}`);

function Row({ one }: { one: WorkTime }) {
  const { t } = useTranslation("operate");
  const { nameOf } = usePeople();
  const mine = useMe().user.id === one.person;
  const admin = useIsAdmin();
  const [editing, edit] = useDisclosure();
  const name = nameOf(one.person);
  const week = weekOf(one.hours);
  return (
    <tr>
      <td>{name}</td>
      <td>{week ? DAYS.filter((day) => week[day]).map((day) => <Text key={day} size="xs" className="tabular">{`${t(`times.days.${day}`)} ${week[day]?.join("–") ?? ""}`}</Text>) : <Text size="sm" c="dimmed">{t("times.workspace")}</Text>}</td>
      <td>{one.absences.length > 0 ? one.absences.map((absence) => <Text key={absence.id} size="xs" className="tabular">{[daysOf(absence), absence.note].filter(Boolean).join(" · ")}</Text>) : <Text size="sm" c="dimmed">{t("times.none")}</Text>}</td>
      <td style={{ textAlign: "right" }}>
        {(mine || admin) && <ActionIcon aria-label={t("times.edit", { name })} onClick={edit.open}><IconPencil size={16} /></ActionIcon>}
        {editing && (
          <Modal opened onClose={edit.close} title={t("times.edit", { name })} closeButtonProps={{ "aria-label": t("common:close") }}>
            <Stack>
              <HoursForm one={one} onDone={edit.close} />
              <Absences one={one} />
            </Stack>
          </Modal>
        )}
      </td>
    </tr>
  );
}

function useChange() {
  const client = useQueryClient();
  const slug = useSlug();
  return { slug, settled: () => void client.invalidateQueries({ queryKey: keys.workTimes(slug) }) };
}

function HoursForm({ one, onDone }: { one: WorkTime; onDone: () => void }) {
  const { t } = useTranslation("operate");
  const { slug, settled } = useChange();
  const [week, setWeek] = useState<Week | null>(weekOf(one.hours));
  const hours = week && Object.fromEntries(Object.entries(week).map(([day, span]) => [day, span.join("-")]));
  const save = useMutation({ mutationFn: () => http.put(inWorkspace(slug, "work-times", one.person), { hours }), onSuccess: onDone, onSettled: settled });
  const put = (day: (typeof DAYS)[number], span: [string, string] | undefined): void => {
    const next: Week = { ...week };
    if (span) next[day] = span;
    else delete next[day];
    setWeek(next);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="xs">
        <Switch label={t("times.own")} checked={week !== null} onChange={(event) => setWeek(event.currentTarget.checked ? USUAL : null)} />
        {week && DAYS.map((day) => <Day key={day} label={t(`times.days.${day}`)} span={week[day]} onChange={(span) => put(day, span)} />)}
        {save.isError && <Text c="red" size="sm" role="alert">{explain(save.error, t)}</Text>}
        <Group justify="flex-end"><Button type="submit" loading={save.isPending} disabled={week !== null && Object.keys(week).length === 0}>{t("common:save")}</Button></Group>
      </Stack>
    </form>
  );
}

function Day({ label, span, onChange }: { label: string; span: [string, string] | undefined; onChange: (span: [string, string] | undefined) => void }) {
  const { t } = useTranslation("operate");
  return (
    <Group gap="xs" wrap="nowrap" mih={36}>
      <Checkbox style={{ flex: 1 }} label={label} checked={span !== undefined} onChange={(event) => onChange(event.currentTarget.checked ? ["09:00", "18:00"] : undefined)} />
      {span && (
        <>
          <TextInput type="time" required size="xs" aria-label={`${label}: ${t("times.from")}`} value={span[0]} onChange={(event) => onChange([event.currentTarget.value, span[1]])} />
          <TextInput type="time" required size="xs" aria-label={`${label}: ${t("times.to")}`} value={span[1]} onChange={(event) => onChange([span[0], event.currentTarget.value])} />
        </>
      )}
    </Group>
  );
}

function Absences({ one }: { one: WorkTime }) {
  const { t } = useTranslation("operate");
  const { slug, settled } = useChange();
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [note, setNote] = useState("");
  const path = (...more: string[]) => inWorkspace(slug, "work-times", one.person, "absences", ...more);
  const add = useMutation({
    mutationFn: () => http.post(path(), { from, to: to || from, ...(note && { note }) }),
    onSuccess: () => {
      setFrom("");
      setTo("");
      setNote("");
    },
    onSettled: settled,
  });
  const remove = useMutation({ mutationFn: (id: string) => http.delete(path(id)), onSettled: settled });
  const failed = add.error ?? remove.error;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <Stack gap="xs">
        <Text fw={650} size="sm">{t("times.absences")}</Text>
        {one.absences.map((absence) => (
          <Group key={absence.id} gap="xs" wrap="nowrap">
            <Text size="sm" className="tabular" style={{ flex: 1 }}>{[daysOf(absence), absence.note].filter(Boolean).join(" · ")}</Text>
            <ActionIcon aria-label={t("times.remove", { days: daysOf(absence) })} onClick={() => remove.mutate(absence.id)}><IconX size={16} /></ActionIcon>
          </Group>
        ))}
        <Group gap="xs" grow>
          <TextInput type="date" required withAsterisk={false} label={t("times.first")} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
          <TextInput type="date" label={t("times.last")} min={from} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
        </Group>
        <TextInput label={t("times.note")} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        {failed && <Text c="red" size="sm" role="alert">{explain(failed, t)}</Text>}
        <Group justify="flex-end"><Button type="submit" variant="default" loading={add.isPending}>{t("times.add")}</Button></Group>
      </Stack>
    </form>
  );
}

/** The week that hours write; `mon-fri` is five days. */
function weekOf(hours: WorkTime["hours"]): Week | null {
  if (!hours) return null;
  const week: Week = {};
  for (const [days, span] of Object.entries(hours)) {
    const [first, last] = days.split("-") as [(typeof DAYS)[number], (typeof DAYS)[number] | undefined];
    const start = DAYS.indexOf(first);
    const length = last ? (DAYS.indexOf(last) - start + 7) % 7 : 0;
    for (let step = 0; step <= length; step += 1) {
      const day = DAYS[(start + step) % 7];
      if (day) week[day] = span.split("-") as [string, string];
    }
  }
  return week;
}
