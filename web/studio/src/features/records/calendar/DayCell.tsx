import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordItem } from "@/shared/api/types";
import { type Day, plus, timeOf } from "@/shared/format/days";
import { formatDate } from "@/shared/format/format";
import { displayOf } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";

import classes from "./Calendar.module.css";

export interface Placed {
  entity: EntityView;
  placed: Map<Day, RecordItem[]>;
  today: Day;
  zone: string;
  value: (record: RecordItem) => unknown;
  movable: boolean;
  onOpen: (record: RecordItem) => void;
  onMove: (record: RecordItem, to: Day) => void;
}

interface Props extends Placed {
  day: Day;
  dim: boolean;
  most: number;
  onMore: () => void;
  onCreate?: () => void;
}

const TYPE = "application/x-axin-record";

/** A day with its records; dropped here, one moves to this day. */
export function DayCell({ day, dim, most, onMore, onCreate, ...shared }: Props) {
  const { t } = useTranslation("views");
  const [over, setOver] = useState(false);
  const all = shared.placed.get(day) ?? [];
  const shown = all.slice(0, all.length > most ? most - 1 : most);
  return (
    <div
      role="cell"
      aria-label={formatDate(day, "long")}
      className={classes.day}
      data-dim={dim}
      data-today={day === shared.today}
      data-over={over}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(TYPE)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const id = event.dataTransfer.getData(TYPE);
        const record = [...shared.placed.values()].flat().find((each) => each.id === id);
        if (record) shared.onMove(record, day);
      }}
    >
      <div className={classes.date}>
        <span>{Number(day.slice(8))}</span>
        {onCreate && <button type="button" className={classes.add} aria-label={t("calendar.add", { day: formatDate(day) })} onClick={onCreate}><IconPlus size={14} /></button>}
      </div>
      {shown.map((record) => <Entry key={record.id} {...shared} record={record} day={day} />)}
      {all.length > shown.length && <button type="button" className={classes.rest} onClick={onMore}>{t("calendar.rest", { count: all.length - shown.length })}</button>}
    </div>
  );
}

/** One record on a day; Alt and an arrow move it by a day or a week. */
export function Entry({ record, day, entity, zone, value, movable, onOpen, onMove }: Placed & { record: RecordItem; day: Day }) {
  const { t } = useTranslation("views");
  const time = timeOf(value(record), zone);
  return (
    <button
      type="button"
      className={classes.entry}
      draggable={movable}
      title={movable ? t("calendar.moveHint") : undefined}
      onDragStart={(event) => event.dataTransfer.setData(TYPE, record.id)}
      onClick={() => onOpen(record)}
      onKeyDown={(event) => {
        const by = event.altKey && movable ? { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key] : undefined;
        if (by === undefined) return;
        event.preventDefault();
        onMove(record, plus(day, by));
      }}
    >
      {time && <time className="tabular">{time}</time>}
      <span>{displayOf(record, entity)}</span>
    </button>
  );
}
