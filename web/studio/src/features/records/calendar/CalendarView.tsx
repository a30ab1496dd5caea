import { ActionIcon, Button, Group, SegmentedControl, Select } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";

import { keys } from "@/shared/api/keys";
import { listRecords, updateRecord } from "@/shared/api/records";
import type { Page, RecordItem } from "@/shared/api/types";
import { dayNames, monthTitle } from "@/shared/format/calendar";
import { type Day, dayOf, daysOf, fromWall, monthOf, plus, plusMonths, type Span, weeksOf } from "@/shared/format/days";
import { fieldTitle } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useSlug, useZone } from "@/shared/solution/useSolution";
import { isDated, valueType } from "@/shared/solution/valueType";
import { ErrorState } from "@/shared/ui/ErrorState";
import { explain } from "@/shared/ui/explain";
import { useOverlay } from "@/shared/ui/overlay";
import { usePhone } from "@/shared/ui/usePhone";

import type { ListState } from "../views/useListState";
import { Agenda } from "./Agenda";
import classes from "./Calendar.module.css";
import { DayCell } from "./DayCell";
import { between, byDay, movedTo } from "./model";

const MOST = 500;

/** Records by a date of theirs: a month or a week; dragged, they change it. On a phone the days stand below each other. */
export function CalendarView({ entity, state }: { entity: EntityView; state: ListState }) {
  const { t } = useTranslation("views");
  const slug = useSlug();
  const zone = useZone();
  const phone = usePhone();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { openRecord, openCreate } = useOverlay();
  const search = useSearch({ strict: false }) as { day?: string; span?: Span };
  const today = dayOf(new Date().toISOString(), zone) ?? "";
  const day: Day = /^\d{4}-\d{2}-\d{2}$/.test(search.day ?? "") ? (search.day ?? today) : today;
  const span: Span = search.span === "week" ? "week" : "month";
  const fields = entity.fields.filter(isDated);
  const field = fields.find((candidate) => candidate.key === state.date) ?? fields[0];
  const key = field?.key ?? "created_at";
  const instant = !field || valueType(field) !== "date";
  const days = daysOf(span, day);
  const value = (record: RecordItem): unknown => record.values[key];
  const range = between(key, instant, days[0] ?? day, plus(days.at(-1) ?? day, 1));
  const queryKey = [...keys.records(slug, entity.key), "calendar", state.filter, range];
  const found = useQuery({ queryKey, queryFn: ({ signal }) => listRecords(slug, entity.key, { filter: state.filter ? `(${state.filter}) AND ${range}` : range, sort: key, limit: MOST }, signal), placeholderData: keepPreviousData });
  const go = (change: { day?: Day; span?: Span }) => void navigate({ to: ".", search: ((before: object) => ({ ...before, ...change })) as never, replace: true });
  const move = (record: RecordItem, to: Day) => {
    const next = movedTo(value(record), to, zone);
    if (dayOf(value(record), zone) === to) return;
    const before = client.getQueryData<Page<RecordItem>>(queryKey);
    client.setQueryData<Page<RecordItem>>(queryKey, (page) => page && { ...page, items: page.items.map((item) => (item.id === record.id ? { ...item, values: { ...item.values, [key]: next } } : item)) });
    updateRecord(slug, entity.key, record.id, { values: { [key]: next } }, record.version)
      .catch((error: unknown) => {
        client.setQueryData(queryKey, before);
        notifications.show({ color: "pomegranate", message: explain(error, t) });
      })
      .finally(() => void client.invalidateQueries({ queryKey: keys.records(slug, entity.key) }));
  };
  if (found.isError && !found.data) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const placed = byDay(found.data?.items ?? [], value, zone);
  const movable = entity.rights.update && field?.access === "write";
  const step = (by: number) => go({ day: span === "month" ? plusMonths(day, by) : plus(day, 7 * by) });
  const shared = { entity, placed, today, zone, value, movable, onOpen: (record: RecordItem) => openRecord(entity.key, record.id), onMove: move };
  return (
    <section className={classes.calendar} aria-label={t("calendar.label")} aria-busy={found.isPending}>
      <div className={classes.head}>
        <Group gap={4} wrap="nowrap">
          <ActionIcon aria-label={t(span === "month" ? "calendar.previousMonth" : "calendar.previousWeek")} onClick={() => step(-1)}><IconChevronLeft size={18} /></ActionIcon>
          <Button variant="default" onClick={() => go({ day: today })}>{t("calendar.today")}</Button>
          <ActionIcon aria-label={t(span === "month" ? "calendar.nextMonth" : "calendar.nextWeek")} onClick={() => step(1)}><IconChevronRight size={18} /></ActionIcon>
        </Group>
        <h2 aria-live="polite">{monthTitle(day)}</h2>
        <span className={classes.spring} />
        {fields.length > 1 && <Select w={170} aria-label={t("calendar.by")} allowDeselect={false} data={fields.map((each) => ({ value: each.key, label: fieldTitle(each) }))} value={key} onChange={(next) => next && state.set({ date: next })} />}
        <SegmentedControl value={span} onChange={(next) => go({ span: next as Span })} data={[{ value: "month", label: t("calendar.month") }, { value: "week", label: t("calendar.week") }]} />
      </div>
      {found.data?.next && <p className={classes.more} role="status">{t("calendar.more", { count: MOST })}</p>}
      {phone ? (
        <Agenda {...shared} days={span === "month" ? days.filter((each) => monthOf(each) === monthOf(day)) : days} />
      ) : (
        <div className={classes.page} role="table" aria-label={monthTitle(day)}>
          <div role="row" className={classes.names}>{dayNames().map((name) => <div key={name} role="columnheader">{name}</div>)}</div>
          {weeksOf(days).map((week) => (
            <div key={week[0]} role="row" className={classes.week} data-span={span}>
              {week.map((each) => <DayCell key={each} {...shared} day={each} dim={span === "month" && monthOf(each) !== monthOf(day)} most={span === "month" ? 4 : 60} onMore={() => go({ span: "week", day: each })} {...(entity.rights.create && movable ? { onCreate: () => openCreate(entity.key, { [key]: instant ? fromWall(each, "09:00", zone).toISOString() : each }) } : {})} />)}
            </div>
          ))}
        </div>
      )}
    </section>
  );
}
