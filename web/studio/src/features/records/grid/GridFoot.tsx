import { Menu, VisuallyHidden } from "@mantine/core";
import { memo } from "react";
import { useTranslation } from "react-i18next";

import type { TotalKind } from "@/shared/api/views";
import { valueType } from "@/shared/solution/valueType";

import type { Column } from "../columns";
import type { ListState } from "../views/useListState";
import classes from "./Grid.module.css";
import { TotalValue } from "./GridRow";

const functions: Record<TotalKind, string> = { sum: "SUM", average: "AVERAGE", min: "MIN", max: "MAX", count: "COUNT" };

/** What can stand below a column. */
function totalsOf(column: Column): TotalKind[] {
  const type = valueType(column.field);
  if (["integer", "number", "money", "percent", "rating"].includes(type) && column.system === undefined) return ["sum", "average", "min", "max", "count"];
  if (["date", "datetime"].includes(type)) return ["min", "max", "count"];
  return ["text", "email", "phone", "url", "select", "link", "user", "boolean"].includes(type) ? ["count"] : [];
}

/** The measures of the totals, by the name of their column. */
export const measuresOf = (columns: Column[], totals: Record<string, TotalKind>): Record<string, string> =>
  Object.fromEntries(columns.flatMap((column) => (totals[column.key] && totalsOf(column).includes(totals[column.key] as TotalKind) ? [[`t_${column.key}`, `${functions[totals[column.key] as TotalKind]}(${column.key})`]] : [])).slice(0, 19));

export const GridFoot = memo(function GridFoot({ state, columns, offsets, values, titleOf }: { state: ListState; columns: Column[]; offsets: (number | null)[]; values: Record<string, unknown>; titleOf: (column: Column) => string }) {
  const { t } = useTranslation("views");
  const choose = (column: Column, total: TotalKind | null) => {
    const rest = Object.fromEntries(Object.entries(state.totals).filter(([key]) => key !== column.key));
    state.set({ totals: total ? { ...rest, [column.key]: total } : rest });
  };
  return (
    <div role="rowgroup" style={{ display: "contents" }}>
      <div role="row" className={classes.foot}>
        <div role="gridcell" aria-label={t("totals.row")} className={classes.gutter} />
        {columns.map((column, at) => {
          const offset = offsets[at] ?? null;
          const total = state.totals[column.key];
          const possible = totalsOf(column);
          return (
            <div key={column.key} role="gridcell" className={[classes.footCell, column.right && classes.right, offset !== null && classes.pinned].filter(Boolean).join(" ")} style={offset === null ? undefined : { left: offset }}>
              {possible.length > 0 && (
                <Menu position="top-start" width={200} withinPortal>
                  <Menu.Target>
                    <button type="button" data-empty={total ? undefined : true} title={t("totals.of", { title: titleOf(column) })}>
                      <VisuallyHidden>{titleOf(column)}: </VisuallyHidden>
                      {total ? <>{t(`totals.${total}`)} <b><TotalValue column={total === "count" ? { ...column, right: false } : column} value={values[`t_${column.key}`]} /></b></> : t("totals.add")}
                    </button>
                  </Menu.Target>
                  <Menu.Dropdown>
                    {possible.map((each) => <Menu.Item key={each} onClick={() => choose(column, each)}>{t(`totals.${each}`)}</Menu.Item>)}
                    {total && <Menu.Item onClick={() => choose(column, null)}>{t("totals.none")}</Menu.Item>}
                  </Menu.Dropdown>
                </Menu>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
});
