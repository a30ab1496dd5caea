import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { dayNames, monthTitle } from "@/shared/format/calendar";
import { type Day, daysOf, monthOf, plusMonths, weeksOf } from "@/shared/format/days";
import { formatDate } from "@/shared/format/format";

import classes from "./MonthPicker.module.css";

/** A month to pick a day from; by mouse or finger only, the input beside it serves the keyboard. */
export function MonthPicker({ day, today, onPick }: { day: Day | null; today: Day; onPick: (day: Day) => void }) {
  const { t } = useTranslation("fields");
  const [shown, setShown] = useState(day ?? today);
  return (
    <div className={classes.picker}>
      <div className={classes.head}>
        <ActionIcon size="md" tabIndex={-1} aria-label={t("date.previous")} onClick={() => setShown(plusMonths(shown, -1))}><IconChevronLeft size={16} /></ActionIcon>
        <strong aria-live="polite">{monthTitle(shown)}</strong>
        <ActionIcon size="md" tabIndex={-1} aria-label={t("date.next")} onClick={() => setShown(plusMonths(shown, 1))}><IconChevronRight size={16} /></ActionIcon>
      </div>
      <table>
        <thead>
          <tr>{dayNames().map((name) => <th key={name} scope="col">{name}</th>)}</tr>
        </thead>
        <tbody>
          {weeksOf(daysOf("month", shown)).map((week) => (
            <tr key={week[0]}>
              {week.map((each) => (
                <td key={each}>
                  <button type="button" tabIndex={-1} aria-label={formatDate(each, "long")} aria-pressed={each === day} data-today={each === today || undefined} data-dim={monthOf(each) !== monthOf(shown) || undefined} onClick={() => onPick(each)}>
                    {Number(each.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" tabIndex={-1} className={classes.today} onClick={() => onPick(today)}>{t("date.today")}</button>
    </div>
  );
}
