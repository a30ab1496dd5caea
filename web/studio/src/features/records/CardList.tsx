import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { RecordItem } from "@/shared/api/types";
import { isBlank } from "@/shared/fields/FieldValue";
import { displayOf } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useOverlay } from "@/shared/ui/overlay";

import { Cell, useColumnTitle } from "./Cell";
import type { Column } from "./columns";
import classes from "./RecordsPage.module.css";

/** The list on a phone: a card for a record, with the four values that say most. */
export function CardList({ entity, columns, items, more, onMore }: { entity: EntityView; columns: Column[]; items: RecordItem[]; more: boolean; onMore: () => void }) {
  const { t } = useTranslation("common");
  const { openRecord } = useOverlay();
  const title = useColumnTitle();
  return (
    <div className={classes.cards}>
      {items.map((record) => (
        <button key={record.id} type="button" className={classes.card} onClick={() => openRecord(entity.key, record.id)}>
          <strong>{displayOf(record, entity)}</strong>
          <dl>
            {columns.slice(1).filter((column) => filled(column, record)).slice(0, 4).map((column) => (
              <div key={column.field.key} style={{ display: "contents" }}>
                <dt>{title(column)}</dt>
                <dd><Cell column={column} record={record} flat /></dd>
              </div>
            ))}
          </dl>
        </button>
      ))}
      {more && <Button variant="default" onClick={onMore}>{t("more")}</Button>}
    </div>
  );
}

const filled = (column: Column, record: RecordItem): boolean => !isBlank(column.system ? record[column.system] : record.values[column.field.key]);
