import { ActionIcon } from "@mantine/core";
import { IconArrowsMaximize, IconGripVertical, IconTrash } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/shared/api/http";
import type { RecordItem } from "@/shared/api/types";
import { FieldValue } from "@/shared/fields/FieldValue";
import { displayOf, fieldTitle } from "@/shared/solution/titles";
import type { EntityView, FieldView } from "@/shared/solution/types";
import { explain, explainProblem } from "@/shared/ui/explain";
import { useOverlay } from "@/shared/ui/overlay";

import { FieldEditor } from "../FieldEditor";
import classes from "./lines.module.css";
import { isNumeric } from "./model";
import type { Lines } from "./useLines";

interface Props {
  entity: EntityView;
  columns: FieldView[];
  record: RecordItem;
  index: number;
  lines: Lines;
  onMove: (from: number, to: number) => void;
}

/** One line: its cells, the handle that moves it, and the way to its own card or out. */
export function LineRow({ entity, columns, record, index, lines, onMove }: Props) {
  const { t } = useTranslation("lines");
  const { openRecord } = useOverlay();
  const [over, setOver] = useState(false);
  const name = displayOf(record, entity);
  const may = entity.rights;
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      onMove(index, index + (event.key === "ArrowUp" ? -1 : 1));
    }
  };
  return (
    <tr
      data-over={over || undefined}
      onKeyDown={onKeyDown}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(kindOf(entity))) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const from = event.dataTransfer.getData(kindOf(entity));
        if (from !== "") onMove(Number(from), index);
      }}
    >
      {may.update && (
        <td className={classes.narrow}>
          <button type="button" draggable className={classes.handle} aria-label={t("move", { title: name })} title={t("moveHint")} onDragStart={(event) => event.dataTransfer.setData(kindOf(entity), String(index))}>
            <IconGripVertical size={14} />
          </button>
        </td>
      )}
      {columns.map((field, column) => (
        <LineCell key={field.key} field={field} fields={columns} record={record} row={index} column={column} editable={may.update && field.access === "write"} lines={lines} />
      ))}
      <td className={classes.narrow}>
        <span className={classes.actions}>
          <ActionIcon size="sm" aria-label={t("open", { title: name })} onClick={() => openRecord(entity.key, record.id)}>
            <IconArrowsMaximize size={14} />
          </ActionIcon>
          {may.delete && (
            <ActionIcon size="sm" aria-label={t("remove", { title: name })} onClick={() => void lines.remove(record).catch(() => undefined)}>
              <IconTrash size={14} />
            </ActionIcon>
          )}
        </span>
      </td>
    </tr>
  );
}

const kindOf = (entity: EntityView): string => `application/x-line-${entity.key}`;

interface CellProps {
  field: FieldView;
  fields: FieldView[];
  record: RecordItem;
  row: number;
  column: number;
  editable: boolean;
  lines: Lines;
}

function LineCell({ field, fields, record, row, column, editable, lines }: CellProps) {
  const { t } = useTranslation("lines");
  const [editing, setEditing] = useState(false);
  const [error, setError] = useState<string>();
  const down = useRef(false);
  const cell = useRef<HTMLTableCellElement>(null);
  const save = (value: unknown) => {
    setError(undefined);
    lines.change(record, { [field.key]: value }).catch((failure: unknown) => {
      const problem = failure instanceof ApiError ? failure.problems[0] : undefined;
      setError(problem ? explainProblem(problem, t) : explain(failure, t));
    });
  };
  /** Where the keyboard goes on: the next cell that can be written, or the one below. */
  const go = (rowBy: number, columnBy: number) => {
    const table = cell.current?.closest("table");
    let to = column + columnBy;
    while (columnBy !== 0 && fields[to] && fields[to]?.access !== "write") to += columnBy;
    requestAnimationFrame(() => table?.querySelector<HTMLElement>(`[data-row="${row + rowBy}"][data-column="${to}"]`)?.focus());
  };
  const leave = () => {
    setEditing(false);
    if (down.current) go(1, 0);
    down.current = false;
  };
  return (
    <td ref={cell} data-numeric={isNumeric(field) || undefined} data-wrong={error ? true : undefined}>
      {editing ? (
        <div className={classes.editor} onKeyDownCapture={(event) => (down.current = event.key === "Enter")}>
          <FieldEditor
            field={field}
            record={record}
            value={record.values[field.key]}
            error={error}
            onSave={save}
            onLeave={leave}
            onStep={(by) => {
              setEditing(false);
              go(0, by);
            }}
          />
        </div>
      ) : (
        <button type="button" className={classes.cell} data-row={row} data-column={column} aria-disabled={!editable || undefined} onClick={() => editable && setEditing(true)}>
          <span className="visually-hidden">{`${fieldTitle(field)}, ${row + 1}: `}</span>
          <FieldValue field={field} value={record.values[field.key]} record={record} flat />
        </button>
      )}
      {error && !editing && <div role="alert" className={classes.error}>{error}</div>}
    </td>
  );
}
