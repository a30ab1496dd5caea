import { ActionIcon } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { getRecord } from "@/shared/api/records";
import { FieldInput } from "@/shared/fields/FieldInput";
import { isBlank } from "@/shared/fields/FieldValue";
import type { EntityView, FieldView } from "@/shared/solution/types";
import { useSlug, useSolution } from "@/shared/solution/useSolution";
import { explain, explainProblem } from "@/shared/ui/explain";

import classes from "./lines.module.css";
import { borrowed, isNumeric } from "./model";
import type { Lines, Values } from "./useLines";

interface Props {
  entity: EntityView;
  columns: FieldView[];
  handles: boolean;
  lines: Lines;
  onDone: () => void;
}

/** The row in which a line is made: Enter saves it and begins the next, Escape ends. */
export function NewLine({ entity, columns, handles, lines, onDone }: Props) {
  const { t } = useTranslation("lines");
  const slug = useSlug();
  const client = useQueryClient();
  const { entities } = useSolution();
  const first = () => Object.fromEntries(columns.filter((field) => !isBlank(field.default)).map((field) => [field.key, field.default]));
  const [values, setValues] = useState<Values>(first);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [round, setRound] = useState(0);
  const row = useRef<HTMLTableRowElement>(null);
  const writable = columns.filter((field) => field.access === "write");

  const set = (field: FieldView, value: unknown) => {
    setValues((before) => ({ ...before, [field.key]: value }));
    if (field.type === "link" && typeof value === "string" && field.to) void borrow(field.to, value);
  };
  const borrow = async (to: string, id: string) => {
    const chosen = await client.fetchQuery({ queryKey: keys.record(slug, to, id), queryFn: () => getRecord(slug, to, id) }).catch(() => undefined);
    if (chosen) setValues((before) => ({ ...before, ...borrowed(entity, entities.find((each) => each.key === to), chosen, before) }));
  };
  const save = async () => {
    const missing = writable.filter((field) => field.required === true && isBlank(values[field.key]));
    if (missing.length > 0) return setErrors(Object.fromEntries(missing.map((field) => [field.key, t("common:requiredField")])));
    try {
      await lines.add([Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlank(value)))]);
      setValues(first());
      setErrors({});
      setRound((count) => count + 1);
    } catch (error) {
      const problems = error instanceof ApiError ? error.problems : [];
      setErrors(Object.fromEntries(problems.map((problem) => [problem.pointer.split("/").at(-1) ?? "", explainProblem(problem, t)])));
      if (problems.length === 0) setErrors({ [writable[0]?.key ?? ""]: explain(error, t) });
    }
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      onDone();
    } else if (event.key === "Enter" && (event.target as HTMLElement).getAttribute("aria-expanded") !== "true") {
      event.preventDefault();
      void save();
    }
  };
  return (
    <tr ref={row} key={round} className={classes.fresh} onKeyDown={onKeyDown}>
      {handles && <td className={classes.narrow} />}
      {columns.map((field) => (
        <td key={field.key} data-numeric={isNumeric(field) || undefined}>
          {field.access === "write" ? (
            <FieldInput bare autoFocus={field === writable[0]} field={field} value={values[field.key] ?? null} error={errors[field.key]} onChange={(value) => set(field, value)} />
          ) : null}
        </td>
      ))}
      <td className={classes.narrow}>
        <span className={classes.actions}>
          <ActionIcon size="sm" variant="light" aria-label={t("save")} onClick={() => void save()}>
            <IconCheck size={14} />
          </ActionIcon>
          <ActionIcon size="sm" aria-label={t("cancel")} onClick={onDone}>
            <IconX size={14} />
          </ActionIcon>
        </span>
      </td>
    </tr>
  );
}
