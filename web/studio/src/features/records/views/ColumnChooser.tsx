import { ActionIcon, Button, Checkbox, Popover, Text } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconColumns3, IconGripVertical } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useColumnTitle } from "../Cell";
import type { Column } from "../columns";
import type { ListState } from "./useListState";
import classes from "./views.module.css";

/** Which columns, in which order: ticked, dragged, or moved with the arrows beside them. */
export function ColumnChooser({ state, all, shown }: { state: ListState; all: Column[]; shown: Column[] }) {
  const { t } = useTranslation("views");
  const title = useColumnTitle();
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const keys = shown.map((column) => column.key);
  const rows = [...shown, ...all.filter((column) => !keys.includes(column.key))];
  const set = (columns: string[]) => state.set({ columns });
  const put = (from: number, to: number) => {
    const next = keys.filter((_, at) => at !== from);
    next.splice(Math.min(to, next.length), 0, keys[from] ?? "");
    set(next);
  };
  return (
    <Popover position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} />}>{t("columns.button")}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="xs" c="dimmed" mb={6}>{t("columns.hint")}</Text>
        <ul className={classes.list}>
          {rows.map((column, at) => {
            const on = at < keys.length;
            return (
              <li
                key={column.key}
                data-over={over === at}
                draggable={on}
                onDragStart={() => setDragged(at)}
                onDragEnd={() => {
                  setDragged(null);
                  setOver(null);
                }}
                onDragOver={(event) => {
                  if (dragged === null || !on) return;
                  event.preventDefault();
                  setOver(at);
                }}
                onDrop={() => dragged !== null && put(dragged, at)}
              >
                <span className={classes.grip} aria-hidden>{on && <IconGripVertical size={14} />}</span>
                <Checkbox size="sm" label={title(column)} checked={on} disabled={on && keys.length === 1} onChange={() => set(on ? keys.filter((key) => key !== column.key) : [...keys, column.key])} />
                {on && (
                  <>
                    <ActionIcon size="md" disabled={at === 0} aria-label={t("columns.up", { title: title(column) })} onClick={() => put(at, at - 1)}><IconChevronUp size={14} /></ActionIcon>
                    <ActionIcon size="md" disabled={at === keys.length - 1} aria-label={t("columns.down", { title: title(column) })} onClick={() => put(at, at + 1)}><IconChevronDown size={14} /></ActionIcon>
                  </>
                )}
              </li>
            );
          })}
        </ul>
        {state.columns.length > 0 && <Button mt={8} size="xs" variant="subtle" onClick={() => state.set({ columns: [], widths: undefined })}>{t("columns.reset")}</Button>}
      </Popover.Dropdown>
    </Popover>
  );
}
