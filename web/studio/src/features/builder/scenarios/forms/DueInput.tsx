import { Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Unit } from "../../model/durations";
import { splitDuration } from "../../model/durations";
import { DurationInput } from "../../ui/DurationInput";
import type { StepHandle } from "../context";
import { ValueInput } from "./ValueInput";

const SPANS: Record<string, Unit> = { MINUTES: "m", HOURS: "h", DAYS: "d" };
const AFTER = /^=\s*NOW\(\)\s*\+\s*(MINUTES|HOURS|DAYS)\((\d+)\)\s*$/;

/** Until when: so long after the step runs, or a date. */
export function DueInput({ handle }: { handle: StepHandle }) {
  const { t } = useTranslation("builder");
  const { step, put, errorOf, groups, nameOf, pointer } = handle;
  const value = step.with?.due;
  const after = typeof value === "string" ? AFTER.exec(value) : null;
  const kind = value === undefined ? "none" : after ? "after" : "date";
  const [shown, setShown] = useState(kind);
  const choose = (next: string): void => {
    setShown(next as typeof kind);
    put("due", next === "after" ? "=NOW() + HOURS(2)" : undefined);
  };
  const now = shown === "date" && kind !== "after" ? "date" : kind;
  return (
    <>
      <Select label={t("due.label")} data={(["none", "after", "date"] as const).map((one) => ({ value: one, label: t(`due.${one}`) }))} value={now} allowDeselect={false} error={errorOf("due")} onChange={(next) => choose(next ?? "none")} />
      {now === "after" && after && <DurationInput label={t("due.after_label")} value={`${after[2] ?? "2"}${SPANS[after[1] ?? "HOURS"] ?? "h"}`} onChange={(next) => put("due", afterFormula(next))} />}
      {now === "date" && <ValueInput label={t("due.date_label")} field={{ type: "date" }} value={value} onChange={(next) => put("due", next)} groups={groups} nameOf={nameOf} pointer={`${pointer}/with/due`} />}
    </>
  );
}

function afterFormula(duration: string | undefined): string {
  const split = splitDuration(duration) ?? { amount: 0, unit: "h" as Unit };
  if (split.unit === "w") return `=NOW() + DAYS(${String(split.amount * 7)})`;
  const name = Object.entries(SPANS).find(([, unit]) => unit === split.unit)?.[0] ?? "HOURS";
  return `=NOW() + ${name}(${String(split.amount)})`;
}
