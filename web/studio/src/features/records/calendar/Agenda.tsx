import { useTranslation } from "react-i18next";

import type { Day } from "@/shared/format/days";
import { formatDate } from "@/shared/format/format";
import { EmptyState } from "@/shared/ui/EmptyState";

import classes from "./Calendar.module.css";
import { Entry, type Placed } from "./DayCell";

/** The calendar on a phone: the days that have something, below each other. */
export function Agenda({ days, ...shared }: Placed & { days: Day[] }) {
  const { t } = useTranslation("views");
  const filled = days.filter((day) => day === shared.today || (shared.placed.get(day)?.length ?? 0) > 0);
  if (!days.some((day) => (shared.placed.get(day)?.length ?? 0) > 0)) return <EmptyState drawing="calm" title={t("calendar.nothing")} text={t("calendar.nothingHint")} />;
  return (
    <ol className={classes.agenda}>
      {filled.map((day) => (
        <li key={day} data-today={day === shared.today}>
          <h3>{formatDate(day, "long")}</h3>
          {(shared.placed.get(day) ?? []).map((record) => <Entry key={record.id} {...shared} record={record} day={day} />)}
          {(shared.placed.get(day) ?? []).length === 0 && <p>{t("calendar.free")}</p>}
        </li>
      ))}
    </ol>
  );
}
