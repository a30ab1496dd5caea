import { ActionIcon, Button, Group, Menu, Popover, Select, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconArrowsRight, IconEdit, IconTrash, IconUser, IconX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type BulkEdit, startBulk } from "@/shared/api/bulk";
import { undoJob } from "@/shared/api/jobs";
import { keys } from "@/shared/api/keys";
import type { RecordItem } from "@/shared/api/types";
import { FieldInput, PersonPicker } from "@/shared/fields/FieldInput";
import { formatNumber } from "@/shared/format/format";
import { fieldTitle, stageTitle } from "@/shared/solution/titles";
import type { EntityView, FunnelView } from "@/shared/solution/types";
import { useSlug } from "@/shared/solution/useSolution";
import { undoToast } from "@/shared/ui/undoToast";

import { BulkDialog } from "./BulkDialog";
import type { Column } from "./columns";
import { writable } from "./grid/GridRow";
import { PressMany } from "./PressMany";
import classes from "./RecordsPage.module.css";

interface Props {
  entity: EntityView;
  columns: Column[];
  funnels: FunnelView[];
  records: RecordItem[];
  everything: boolean;
  total: number;
  filter: string;
  onEverything: () => void;
  onDone: () => void;
}

/** What can be done with the ticked records, or with all of the filter. */
export function BulkBar({ entity, columns, funnels, records, everything, total, filter, onEverything, onDone }: Props) {
  const { t } = useTranslation("views");
  const slug = useSlug();
  const client = useQueryClient();
  const [asked, setAsked] = useState<BulkEdit | null>(null);
  const count = everything ? total : records.length;
  const chosen: BulkEdit = everything ? { filter } : { ids: records.map((record) => record.id) };
  const ask = (edit: BulkEdit) => setAsked({ ...chosen, ...edit });
  const start = async (edit: BulkEdit) => {
    const { job } = await startBulk(slug, entity.key, edit);
    setAsked(null);
    onDone();
    void client.invalidateQueries({ queryKey: keys.records(slug, entity.key) });
    void client.invalidateQueries({ queryKey: keys.jobs(slug) });
    const refused = job.result?.refused ?? 0;
    const changed = job.result?.changed ?? job.done;
    const said = job.status === "done" ? t("bulk.done", { count: changed, formatted: formatNumber(changed) }) : t("bulk.started", { count, formatted: formatNumber(count) });
    undoToast([said, refused > 0 && t("bulk.refused", { count: refused })].filter(Boolean).join(" "), t, async () => {
      await undoJob(slug, job.id);
      notifications.show({ message: t("bulk.undoing") });
    });
  };
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t("bulk.label")}>
      <strong role="status">{t("bulk.chosen", { count, formatted: formatNumber(count) })}</strong>
      {!everything && total > records.length && <Button size="xs" variant="subtle" onClick={onEverything}>{t("bulk.everything", { formatted: formatNumber(total) })}</Button>}
      <span className={classes.spring} />
      {entity.rights.update && (
        <>
          <FieldMenu entity={entity} columns={columns} onApply={(key, value) => ask({ values: { [key]: value } })} />
          <PersonMenu onApply={(responsible) => ask({ responsible })} />
          {funnels.length > 0 && (
            <Menu position="top-end">
              <Menu.Target><Button size="xs" variant="default" leftSection={<IconArrowsRight size={14} />}>{t("bulk.stage")}</Button></Menu.Target>
              <Menu.Dropdown>
                {funnels.flatMap((funnel) => funnel.stages.map((stage) => <Menu.Item key={`${funnel.key}.${stage.key}`} onClick={() => ask({ stage: { funnel: funnel.key, stage: stage.key } })}>{stageTitle(stage)}</Menu.Item>))}
              </Menu.Dropdown>
            </Menu>
          )}
        </>
      )}
      <PressMany entity={entity.key} chosen={chosen} onDone={onDone} />
      {entity.rights.delete && <Button size="xs" variant="default" color="red" leftSection={<IconTrash size={14} />} onClick={() => ask({ delete: true })}>{t("common:delete")}</Button>}
      <ActionIcon aria-label={t("bulk.clear")} onClick={onDone}><IconX size={16} /></ActionIcon>
      {asked && <BulkDialog entity={entity} edit={asked} onCancel={() => setAsked(null)} onStart={start} />}
    </div>
  );
}

function FieldMenu({ entity, columns, onApply }: { entity: EntityView; columns: Column[]; onApply: (key: string, value: unknown) => void }) {
  const { t } = useTranslation("views");
  const [open, setOpen] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const [value, setValue] = useState<unknown>(null);
  const shown = new Set(columns.map((column) => column.key));
  const fields = entity.fields.filter((field) => writable(entity, { key: field.key, field, width: 0, right: false, sortable: false })).toSorted((a, b) => Number(shown.has(b.key)) - Number(shown.has(a.key)));
  const field = fields.find((candidate) => candidate.key === key);
  return (
    <Popover opened={open} onChange={setOpen} position="top-end" width={320} trapFocus>
      <Popover.Target><Button size="xs" variant="default" leftSection={<IconEdit size={14} />} onClick={() => setOpen(!open)}>{t("bulk.field")}</Button></Popover.Target>
      <Popover.Dropdown>
        <Stack
          gap="xs"
          component="form"
          onSubmit={(event: React.FormEvent) => {
            event.preventDefault();
            if (field) onApply(field.key, value);
            setOpen(false);
          }}
        >
          <Select data-autofocus searchable label={t("bulk.which")} comboboxProps={{ withinPortal: false }} data={fields.map((each) => ({ value: each.key, label: fieldTitle(each) }))} value={key} onChange={(next) => { setKey(next); setValue(null); }} />
          {field && <FieldInput key={field.key} field={field} value={value} onChange={setValue} required={false} />}
          <Group justify="flex-end"><Button type="submit" disabled={!field}>{t("bulk.next")}</Button></Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function PersonMenu({ onApply }: { onApply: (person: string | null) => void }) {
  const { t } = useTranslation("views");
  const [open, setOpen] = useState(false);
  const [person, setPerson] = useState<string | null>(null);
  return (
    <Popover opened={open} onChange={setOpen} position="top-end" width={280} trapFocus>
      <Popover.Target><Button size="xs" variant="default" leftSection={<IconUser size={14} />} onClick={() => setOpen(!open)}>{t("bulk.responsible")}</Button></Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <PersonPicker label={t("common:system.responsible")} comboboxProps={{ withinPortal: false }} value={person} onChange={setPerson} />
          <Group justify="flex-end"><Button onClick={() => { setOpen(false); onApply(person); }}>{t("bulk.next")}</Button></Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
