import { useTranslation } from "react-i18next";

import type { UndoConflict } from "@/shared/api/jobs";
import { humanize } from "@/shared/i18n";
import { entityTitle, fieldTitle } from "@/shared/solution/titles";
import { useSolution } from "@/shared/solution/useSolution";

import classes from "./ConflictList.module.css";
import { useOverlay } from "./overlay";

const SHOWN = 20;

/** What an undo has left as it is, and why: each leads to its record. Closed where other things stand beside it. */
export function ConflictList({ conflicts, count, open = false }: { conflicts: UndoConflict[]; count: number; open?: boolean }) {
  const { t } = useTranslation("jobs");
  const { entities } = useSolution();
  const { openRecord } = useOverlay();
  return (
    <details className={classes.conflicts} open={open}>
      <summary>{t("conflicts", { count })}</summary>
      <ul>
        {conflicts.slice(0, SHOWN).map((conflict, index) => {
          const entity = entities.find((candidate) => candidate.key === conflict.entity);
          const field = entity?.fields.find((candidate) => candidate.key === conflict.field);
          const title = entity ? entityTitle(entity) : humanize(conflict.entity);
          const place = conflict.field ? `${title}: ${field ? fieldTitle(field) : t(`common:system.${conflict.field}`, { defaultValue: humanize(conflict.field) })}` : title;
          return (
            <li key={index}>
              <button type="button" onClick={() => openRecord(conflict.entity, conflict.id)}>{place}</button>{" "}
              {t(`conflict.${conflict.code}`, { defaultValue: t("conflict.other") })}
              {conflict.by?.title && ` (${conflict.by.title})`}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
