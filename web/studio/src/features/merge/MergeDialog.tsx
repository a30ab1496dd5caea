import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { mergeRecords, undoJob } from "@/shared/api/jobs";
import { keys } from "@/shared/api/keys";
import type { RecordItem } from "@/shared/api/types";
import { FieldValue } from "@/shared/fields/FieldValue";
import { formatWhen } from "@/shared/format/format";
import { displayOf, fieldTitle } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useSlug, useZone } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";
import { undoToast } from "@/shared/ui/undoToast";

import { chosenValue, differing, wasChosen } from "./model";
import classes from "./merge.module.css";

/** Records side by side: which one stays, and of each field that differs, whose value. */
export function MergeDialog({ entity, records, onClose }: { entity: EntityView; records: RecordItem[]; onClose: () => void }) {
  const { t } = useTranslation("merge");
  const zone = useZone();
  const slug = useSlug();
  const client = useQueryClient();
  const [keep, setKeep] = useState(records[0]?.id ?? "");
  const [choices, setChoices] = useState<Record<string, string>>({});
  const fields = differing(entity, records);
  const refresh = () => void client.invalidateQueries({ queryKey: keys.workspace(slug) });
  const merge = useMutation({
    mutationFn: () => mergeRecords(slug, entity.key, { keep, others: records.map((record) => record.id).filter((id) => id !== keep), choices: wasChosen(choices, fields, records, keep) }),
    onSuccess: ({ record, job }) => {
      undoToast(t("merged", { title: displayOf(record, entity) }), t, async () => {
        await undoJob(slug, job.id);
        notifications.show({ color: "leaf", message: t("undone") });
        refresh();
      });
      refresh();
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} size={Math.min(1100, 260 + records.length * 260)} title={t("dialog")} closeButtonProps={{ "aria-label": t("common:close") }}>
      <Stack>
        <Text size="sm" c="dimmed">{t("explain")}</Text>
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={t("dialog")}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t("stays")}</th>
                {records.map((record) => (
                  <th key={record.id} scope="col" data-chosen={record.id === keep || undefined}>
                    <Radio name="keep" checked={record.id === keep} onChange={() => setKeep(record.id)} label={`${displayOf(record, entity)} #${record.number}`} description={t("made", { when: formatWhen(record.created_at, { zone }) })} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <tr key={field.key}>
                  <th scope="row">{fieldTitle(field)}</th>
                  {records.map((record) => (
                    <td key={record.id} data-chosen={chosenValue(choices, field, records, keep) === record.id || undefined}>
                      {field.access === "write" ? (
                        <Radio name={`field-${field.key}`} aria-label={`${fieldTitle(field)}: ${displayOf(record, entity)} #${record.number}`} checked={chosenValue(choices, field, records, keep) === record.id} onChange={() => setChoices((before) => ({ ...before, [field.key]: record.id }))} label={<FieldValue field={field} value={record.values[field.key]} record={record} flat />} />
                      ) : (
                        <FieldValue field={field} value={record.values[field.key]} record={record} flat />
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {fields.length === 0 && <Text size="sm" mt="xs">{t("alike")}</Text>}
        </div>
        {merge.isError && <Text c="red" role="alert">{explain(merge.error, t)}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t("common:cancel")}</Button>
          <Button loading={merge.isPending} onClick={() => merge.mutate()}>{t("merge")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
