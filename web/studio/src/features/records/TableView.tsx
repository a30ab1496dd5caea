import { Button, Skeleton, Stack } from "@mantine/core";
import { IconArrowBackUp, IconPlus } from "@tabler/icons-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/shared/api/http";
import type { RecordItem } from "@/shared/api/types";
import { formatNumber } from "@/shared/format/format";
import { entityPlural, entityTitle } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useFunnelsOf } from "@/shared/solution/useSolution";
import { useStageMove } from "@/shared/stage/useStageMove";
import { EmptyState } from "@/shared/ui/EmptyState";
import { ErrorState } from "@/shared/ui/ErrorState";
import { explainProblem } from "@/shared/ui/explain";
import { useOverlay } from "@/shared/ui/overlay";

import { BulkBar } from "./BulkBar";
import { CardList } from "./CardList";
import type { Column } from "./columns";
import { Grid } from "./grid/Grid";
import { measuresOf } from "./grid/GridFoot";
import { segmentsOf } from "./grid/groups";
import { Lines } from "./grid/lines";
import { useBlockReader, useFigures } from "./grid/useBlocks";
import { type CellChange, useCellChanges } from "./grid/useCellChanges";
import classes from "./RecordsPage.module.css";
import type { ListState } from "./views/useListState";

interface Props {
  entity: EntityView;
  state: ListState;
  columns: Column[];
  /** As cards below each other, as on a phone. */
  cards: boolean;
  onSaid: (text: string) => void;
}

/** The records of a view, counted and read where they are looked at. */
export function TableView({ entity, state, columns, cards, onSaid }: Props) {
  const { t } = useTranslation(["records", "views"]);
  const { openCreate } = useOverlay();
  const funnels = useFunnelsOf(entity.key);
  const expand = useMemo(() => [...new Set([...columns.filter((column) => column.field.type === "link").map((column) => column.key), ...entity.fields.filter((field) => field.key === entity.display && field.type === "link").map((field) => field.key)])].join(",") || undefined, [columns, entity]);
  const sort = state.sort || "-created_at";
  const question = useMemo(() => ({ filter: state.filter, sort, expand }), [state.filter, sort, expand]);
  const reader = useBlockReader(entity, question);
  const measures = useMemo(() => (cards ? {} : measuresOf(columns, state.totals)), [cards, columns, state.totals]);
  const by = cards ? undefined : columns.concat(columnOf(entity, state.group)).find((column) => column.key === state.group);
  const figures = useFigures(entity, reader, state.filter, by ? by.key : null, measures);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const grouped = useMemo(() => (by && figures.groups ? segmentsOf(by, figures.groups, state.filter, orderOf(by, funnels.flatMap((funnel) => funnel.stages.map((stage) => stage.key))), closed) : null), [by, figures.groups, state.filter, closed]); // eslint-disable-line react-hooks/exhaustive-deps -- the funnels come with the solution, not with a rendering
  const lines = useMemo(() => new Lines(grouped ?? [{ id: "all", filter: state.filter, total: figures.total, open: true, headed: false }]), [grouped, state.filter, figures.total]);
  const cells = useCellChanges(entity);
  const { move, dialog } = useStageMove();
  const save = (changes: CellChange[]): void => {
    cells.save(changes.filter((change) => change.column.system !== "stage"));
    for (const { record, column, value } of changes) {
      const funnel = funnels.find((candidate) => candidate.key === record.funnel);
      if (column.system === "stage" && funnel && typeof value === "string") void move(record, funnel, value).catch(() => null);
    }
  };
  const [ticked, setTicked] = useState<ReadonlyMap<string, RecordItem>>(new Map());
  const [everything, setEverything] = useState(false);
  const clear = () => {
    setTicked(new Map());
    setEverything(false);
  };
  useEffect(clear, [state.filter]);
  const onTick = useCallback((records: RecordItem[], on: boolean) => {
    const ids = new Set(records.map((record) => record.id));
    setEverything(false);
    setTicked((before) => new Map([...[...before].filter(([id]) => on || !ids.has(id)), ...(on ? records.map((record): [string, RecordItem] => [record.id, record]) : [])]));
  }, []);
  const onEverything = useCallback((on: boolean) => {
    setTicked(new Map());
    setEverything(on);
  }, []);
  const { head, total } = figures;
  const said = head.data ? t(figures.exact ? "count" : "countMore", { count: total, formatted: formatNumber(total) }) : "";
  useEffect(() => onSaid(said), [onSaid, said]);

  if (head.isError && !head.data) return <Refused error={head.error} state={state} onRetry={() => void head.refetch()} />;
  if (!head.data || (by && !figures.groups && !figures.failed)) return <Waiting />;
  if (total === 0 && state.filter) {
    return <EmptyState drawing="search" title={t("empty.filtered")} text={t("empty.filteredHint")} action={<Button variant="default" onClick={() => state.set({ where: [], formula: "", q: undefined })}>{t("filter.clear")}</Button>} />;
  }
  if (total === 0) {
    return (
      <EmptyState
        title={t("empty.title", { title: entityPlural(entity) })}
        text={t("empty.hint")}
        action={entity.rights.create ? <Button leftSection={<IconPlus size={16} />} onClick={() => openCreate(entity.key)}>{t("empty.first", { title: entityTitle(entity) })}</Button> : undefined}
      />
    );
  }
  if (cards) return <CardList entity={entity} columns={columns} reader={reader} filter={state.filter} total={total} />;
  return (
    <>
      {by && figures.failed && <p className={classes.note} role="alert">{t("views:group.tooMany")}</p>}
      <Grid
        entity={entity}
        state={state}
        columns={columns}
        lines={lines}
        grouped={by && grouped ? { column: by, segments: grouped, onToggle: (id) => setClosed((before) => toggled(before, id)) } : null}
        reader={reader}
        totals={figures.totals}
        total={total}
        funnels={funnels}
        ticked={ticked}
        everything={everything}
        onTick={onTick}
        onEverything={onEverything}
        cells={{ ...cells, save }}
      />
      {(ticked.size > 0 || everything) && <BulkBar entity={entity} columns={columns} funnels={funnels} records={[...ticked.values()]} everything={everything} total={total} filter={state.filter} onEverything={() => setEverything(true)} onDone={clear} />}
      {dialog}
      {cells.canUndo && ticked.size === 0 && !everything && (
        <div className={classes.undo} role="status">
          <Button size="xs" variant="default" leftSection={<IconArrowBackUp size={14} />} loading={cells.saving} onClick={cells.undo}>{t("views:cells.undo")}</Button>
        </div>
      )}
    </>
  );
}

const toggled = (set: ReadonlySet<string>, id: string): ReadonlySet<string> => new Set(set.has(id) ? [...set].filter((each) => each !== id) : [...set, id]);

/** A column to group by that is not among those shown. */
function columnOf(entity: EntityView, key: string | null): Column[] {
  if (key === null) return [];
  if (key === "stage" || key === "responsible") return [{ key, field: { key, type: key === "stage" ? "select" : "user", access: "read" }, width: 170, right: false, sortable: true, system: key }];
  return entity.fields.filter((field) => field.key === key).map((field) => ({ key, field, width: 170, right: false, sortable: true }));
}

const orderOf = (column: Column, stages: string[]): string[] => (column.system === "stage" ? stages : (column.field.options ?? []).map((option) => option.key));

/** A filter that the server does not understand is said beside the way back; anything else is an error of its own. */
function Refused({ error, state, onRetry }: { error: unknown; state: ListState; onRetry: () => void }) {
  const { t } = useTranslation(["records", "views"]);
  const fault = error instanceof ApiError ? error.problems.find((problem) => ["/query/filter", "/query/sort"].includes(problem.pointer)) : undefined;
  if (!fault) return <ErrorState error={error} onRetry={onRetry} />;
  const back = fault.pointer === "/query/sort" ? { sort: "" } : { where: [], formula: "" };
  return <EmptyState drawing="search" title={t(fault.pointer === "/query/sort" ? "views:filter.badSort" : "views:filter.bad")} text={explainProblem(fault, t)} action={<Button variant="default" onClick={() => state.set(back)}>{t("filter.clear")}</Button>} />;
}

function Waiting() {
  return (
    <Stack gap={8} p={20} aria-busy aria-hidden>
      {Array.from({ length: 10 }, (_, index) => <Skeleton key={index} height={28} radius="sm" />)}
    </Stack>
  );
}
