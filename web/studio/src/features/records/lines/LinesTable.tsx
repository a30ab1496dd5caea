import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordItem } from "@/shared/api/types";
import { formatMoney, formatNumber } from "@/shared/format/format";
import { entityPlural, entityTitle, fieldTitle } from "@/shared/solution/titles";
import type { EntityView, FieldView } from "@/shared/solution/types";
import { EntityIcon } from "@/shared/ui/entityIcon";
import { ErrorState } from "@/shared/ui/ErrorState";

import { LineRow } from "./LineRow";
import classes from "./lines.module.css";
import { columnsOf, isNumeric, isSummed, moved, type Sum, sumOf } from "./model";
import { NewLine } from "./NewLine";
import { MOST, useLines } from "./useLines";
import { usePaste } from "./usePaste";

/** A table that is filled in like a spreadsheet: a press or Enter edits, Tab goes on, arrows go about, rows of another are pasted in. */
export function LinesTable({ entity, parent }: { entity: EntityView; parent: RecordItem }) {
  const { t } = useTranslation("lines");
  const lines = useLines(parent, entity);
  const columns = columnsOf(entity);
  const body = useRef<HTMLTableElement>(null);
  const [adding, setAdding] = useState(false);
  const paste = usePaste(entity, columns, lines);
  const may = entity.rights;
  const title = entityPlural(entity);
  const move = (from: number, to: number) => {
    if (to < 0 || to >= lines.items.length || !may.update) return;
    const order = lines.items.map((item) => item.id);
    order.splice(to, 0, ...order.splice(from, 1));
    lines.place(moved(lines.items, from, to), order);
  };
  if (lines.error) return <ErrorState error={lines.error} onRetry={lines.retry} />;
  return (
    <section aria-label={title} className={classes.whole}>
      <h2 className={classes.title}>
        <EntityIcon name={entity.icon} size={16} />
        {title}
        <span className="tabular">{lines.more ? `${MOST}+` : lines.items.length || ""}</span>
        <span className={classes.spring} />
        <span role="status" className={classes.status}>{lines.saving ? t("common:saving") : ""}</span>
        {may.create && (
          <Button size="compact-sm" variant="light" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
            {t("add")}
          </Button>
        )}
      </h2>
      <div className={classes.scroll} role="group" aria-label={title} tabIndex={0}>
        <table ref={body} className={classes.table} onKeyDown={(event) => walk(event, body.current)} onPaste={may.update || may.create ? paste : undefined}>
          <thead>
            <tr>
              {may.update && <th className={classes.narrow}><span className={classes.hidden}>{t("order")}</span></th>}
              {columns.map((field) => (
                <th key={field.key} scope="col" data-numeric={isNumeric(field) || undefined} data-link={field.type === "link" || undefined}>{fieldTitle(field)}</th>
              ))}
              <th className={classes.narrow}><span className={classes.hidden}>{t("actions")}</span></th>
            </tr>
          </thead>
          <tbody>
            {lines.items.map((item, index) => (
              <LineRow key={item.id} entity={entity} columns={columns} record={item} index={index} lines={lines} onMove={move} />
            ))}
            {adding && <NewLine entity={entity} columns={columns} handles={may.update} lines={lines} onDone={() => setAdding(false)} />}
            {lines.items.length === 0 && !adding && !lines.loading && (
              <tr>
                <td colSpan={columns.length + 2} className={classes.empty}>{t(may.create ? "empty" : "none", { title: entityTitle(entity) })}</td>
              </tr>
            )}
          </tbody>
          {lines.items.length > 1 && columns.some(isSummed) && <Totals columns={columns} items={lines.items} handles={may.update} />}
        </table>
      </div>
    </section>
  );
}

function Totals({ columns, items, handles }: { columns: FieldView[]; items: RecordItem[]; handles: boolean }) {
  const { t } = useTranslation("lines");
  return (
    <tfoot>
      <tr>
        {handles && <td className={classes.narrow} />}
        {columns.map((field, index) => (
          <td key={field.key} data-numeric={isNumeric(field) || undefined}>{isSummed(field) ? <Written sum={sumOf(field, items)} /> : index === 0 ? t("total") : null}</td>
        ))}
        <td className={classes.narrow} />
      </tr>
    </tfoot>
  );
}

function Written({ sum }: { sum: Sum }) {
  if (sum === null) return null;
  return <span className="tabular">{"money" in sum ? formatMoney(sum.money) : formatNumber(sum.text)}</span>;
}

const steps: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Arrows go from cell to cell while none is being edited. */
function walk(event: React.KeyboardEvent, table: HTMLTableElement | null): void {
  const step = steps[event.key];
  const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-row]");
  if (!step || !cell || event.altKey || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
  const next = table?.querySelector<HTMLElement>(`[data-row="${Number(cell.dataset.row) + step[0]}"][data-column="${Number(cell.dataset.column) + step[1]}"]`);
  if (!next) return;
  event.preventDefault();
  next.focus();
}
