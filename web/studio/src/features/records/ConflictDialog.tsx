import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { RecordItem } from "@/shared/api/types";
import { FieldValue, PersonValue } from "@/shared/fields/FieldValue";
import { fieldTitle } from "@/shared/solution/titles";
import type { FieldView } from "@/shared/solution/types";
import { usePeople } from "@/shared/solution/useSolution";

import { united } from "./conflicts";
import classes from "./RecordCard.module.css";
import { useRecord } from "./useRecord";

export interface Conflict {
  field: FieldView;
  mine: unknown;
}

/** Somebody changed the record meanwhile: both values side by side, and, where they can live together, both as one. */
export function ConflictDialog({ conflict, record, onTheirs, onMine, onBoth }: { conflict: Conflict; record: RecordItem; onTheirs: () => void; onMine: () => void; onBoth: (united: unknown) => void }) {
  const { t } = useTranslation("records");
  const { nameOf } = usePeople();
  const fresh = useRecord(record.entity, record.id).data ?? record;
  const { field } = conflict;
  const theirs = field.key === "responsible" ? fresh.responsible : fresh.values[field.key];
  const both = united(field, theirs, conflict.mine);
  const who = (typeof fresh.updated_by === "string" && nameOf(fresh.updated_by)) || t("conflict.somebody");
  const show = (value: unknown) => (field.key === "responsible" && typeof value === "string" ? <PersonValue id={value} /> : <FieldValue field={field} value={value} record={fresh} flat />);
  return (
    <Modal opened onClose={onTheirs} title={t("conflict.title")} closeButtonProps={{ "aria-label": t("common:close") }}>
      <Stack>
        <Text size="sm">{t("conflict.text", { field: fieldTitle(field), who })}</Text>
        <table className={classes.conflict}>
          <thead>
            <tr>
              <th scope="col">{t("conflict.theirs")}</th>
              <th scope="col">{t("conflict.mine")}</th>
              {both !== undefined && <th scope="col">{t("conflict.both")}</th>}
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>{show(theirs)}</td>
              <td>{show(conflict.mine)}</td>
              {both !== undefined && <td>{show(both)}</td>}
            </tr>
          </tbody>
        </table>
        <Group justify="flex-end">
          <Button variant="default" onClick={onTheirs}>{t("conflict.keepTheirs")}</Button>
          {both !== undefined && <Button variant="default" onClick={() => onBoth(both)}>{t("conflict.keepBoth")}</Button>}
          <Button onClick={onMine}>{t("conflict.keepMine")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
