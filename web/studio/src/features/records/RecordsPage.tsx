import { ActionIcon, Button } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/shared/api/http";
import { entityPlural, entityTitle } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useEntity, useFunnelsOf, useSolution } from "@/shared/solution/useSolution";
import { isDated } from "@/shared/solution/valueType";
import { ListMenu } from "@/shared/tables/ListMenu";
import { ErrorState } from "@/shared/ui/ErrorState";
import { Loading } from "@/shared/ui/Loading";
import { useOverlay } from "@/shared/ui/overlay";
import { usePhone } from "@/shared/ui/usePhone";

import { allColumns, arranged, columnsOf, withStages } from "./columns";
import { FilterBar } from "./FilterBar";
import classes from "./RecordsPage.module.css";
import { PressList } from "./PressMany";
import { readSentences } from "./sentences";
import { TableView } from "./TableView";
import { ColumnChooser } from "./views/ColumnChooser";
import { KindSwitch } from "./views/KindSwitch";
import { filterable, type ListState, useListState } from "./views/useListState";
import { ViewMenu } from "./views/ViewMenu";

const CalendarView = lazy(() => import("./calendar/CalendarView").then((module) => ({ default: module.CalendarView })));

export function RecordsPage() {
  const { entity: key } = useParams({ strict: false }) as { entity: string };
  const entity = useEntity(key);
  if (!entity) return <ErrorState error={new ApiError(404, "not_found", "")} />;
  return <RecordsList key={key} entity={entity} />;
}

function RecordsList({ entity }: { entity: EntityView }) {
  const { t } = useTranslation(["records", "views"]);
  const { openCreate } = useOverlay();
  const phone = usePhone();
  const state = useListState(entity);
  const [said, setSaid] = useState("");
  const own = useFunnelsOf(entity.key);
  const funnel = own[0]?.key ?? null;
  const all = withStages(allColumns(entity, funnel !== null), own);
  const columns = arranged(all, withStages(columnsOf(entity, funnel !== null), own), state.columns, state.widths);
  const dates = entity.fields.filter(isDated).map((field) => field.key);
  const kind = state.kind === "board" ? "table" : phone && state.kind === "table" ? "list" : state.kind;
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1>{entityPlural(entity)}</h1>
        <span className={`${classes.count} tabular`} role="status">{said}</span>
        <span className={classes.spring} />
        <KindSwitch state={state} funnel={funnel} dates={dates} />
        {kind !== "calendar" && <PressList entity={entity.key} filter={state.filter} said={said} />}
        <ListMenu entity={entity} filter={state.filter} sort={state.sort} columns={columns.map((column) => column.key)} />
        {entity.rights.create && phone && (
          <ActionIcon variant="filled" color="caspian" size={40} aria-label={t("newOne", { title: entityTitle(entity) })} onClick={() => openCreate(entity.key)}><IconPlus size={18} /></ActionIcon>
        )}
        {entity.rights.create && !phone && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => openCreate(entity.key)}>{t("newOne", { title: entityTitle(entity) })}</Button>
        )}
      </div>
      <div className={classes.tools}>
        <ViewMenu entity={entity} state={state} />
        <Filters entity={entity} state={state} funnel={funnel !== null} />
        <span className={classes.spring} />
        {kind === "table" && <ColumnChooser state={state} all={all} shown={columns} />}
      </div>
      {kind === "calendar" ? (
        <Suspense fallback={<Loading />}><CalendarView entity={entity} state={state} /></Suspense>
      ) : (
        <TableView entity={entity} state={state} columns={columns} cards={kind === "list"} onSaid={setSaid} />
      )}
    </div>
  );
}

function Filters({ entity, state, funnel }: { entity: EntityView; state: ListState; funnel: boolean }) {
  const { entities } = useSolution();
  const search = useDebouncedCallback((q: string) => state.set({ q: q || undefined }), 250);
  return (
    <FilterBar
      entity={entity}
      where={state.where}
      formula={state.formula}
      whole={state.kept}
      q={state.q}
      onWhere={(where) => state.set({ where, formula: state.formula })}
      onRest={() => state.set({ where: state.where, formula: "" })}
      onFormula={(source) => {
        const read = readSentences(source, filterable(entity, funnel), entities);
        state.set({ where: read.where, formula: read.rest });
      }}
      onSearch={search}
    />
  );
}
