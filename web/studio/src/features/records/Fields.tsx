import { ActionIcon, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconLock, IconMathFunction, IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/shared/api/http";
import type { RecordItem } from "@/shared/api/types";
import { FieldValue, PersonValue } from "@/shared/fields/FieldValue";
import { FileInput } from "@/shared/fields/FileInput";
import { formatDateTime } from "@/shared/format/format";
import { fieldTitle } from "@/shared/solution/titles";
import type { EntityView, FieldView } from "@/shared/solution/types";
import { usePeople, useZone } from "@/shared/solution/useSolution";
import { isAutomatic } from "@/shared/solution/valueType";
import { explain, explainProblem } from "@/shared/ui/explain";

import { isPlace } from "./lines/model";
import { type Conflict, ConflictDialog } from "./ConflictDialog";
import { FieldEditor } from "./FieldEditor";
import classes from "./RecordCard.module.css";
import { type Change, useChangeRecord, useRecord } from "./useRecord";
import { WhyButton } from "./why/WhyButton";

/** The field that is open, and the record as it was when it was opened. */
interface Editing {
  field: string;
  base: RecordItem;
}

const responsible = (title: string): FieldView => ({ key: "responsible", type: "user", title, access: "write" });

/** Every field this reader may see; a press on a value edits it, Tab saves and goes on, Escape leaves it as it was. */
export function Fields({ entity, record }: { entity: EntityView; record: RecordItem }) {
  const { t } = useTranslation("records");
  const { nameOf } = usePeople();
  const zone = useZone();
  const [editing, setEditing] = useState<Editing | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const change = useChangeRecord(entity.key, record.id);
  const { refetch } = useRecord(entity.key, record.id);
  const fields = [...entity.fields.filter((field) => field.type !== "links" && !isPlace(field) && !record.not_shown?.includes(field.key)), responsible(t("common:system.responsible"))];
  const writable = fields.filter((field) => field.access === "write" && entity.rights.update);

  const refuse = (field: FieldView, error: unknown) => {
    const problem = error instanceof ApiError ? error.problems[0] : undefined;
    if (problem) setErrors((before) => ({ ...before, [field.key]: explainProblem(problem, t) }));
    else notifications.show({ color: "pomegranate", message: explain(error, t) });
  };
  /** What others did to other fields is no obstacle; what they did to this one is for the person to judge. */
  const save = (field: FieldView, value: unknown, base: RecordItem, now: RecordItem = record) => {
    const wanted: Change = field.key === "responsible" ? { responsible: value as string | null } : { values: { [field.key]: value } };
    setErrors((before) => Object.fromEntries(Object.entries(before).filter(([key]) => key !== field.key)));
    if (!same(valueOf(now, field), valueOf(base, field))) return setConflict({ field, mine: value });
    change.mutateAsync({ change: wanted, version: now.version }).catch(async (error: unknown) => {
      if (!(error instanceof ApiError && error.status === 412)) return refuse(field, error);
      const fresh = (await refetch()).data;
      if (fresh && fresh.version !== now.version) save(field, value, base, fresh);
      else refuse(field, error);
    });
  };
  const edit = (field: FieldView | undefined) => setEditing(field ? { field: field.key, base: record } : null);
  const step = (field: FieldView, by: number) => {
    const typed = writable.filter((candidate) => !isFileField(candidate));
    edit(typed[typed.indexOf(field) + by]);
  };

  return (
    <section aria-labelledby="card-fields">
      <h2 className={classes.section} id="card-fields">
        {t("card.fields")}
        <span className={classes.sectionSpring} />
        <span role="status" style={{ fontWeight: 400 }}>{change.isPending ? t("common:saving") : change.isSuccess ? t("common:saved") : ""}</span>
      </h2>
      <div className={classes.fields}>
        {fields.map((field) => (
          <div key={field.key} className={classes.field}>
            <span className={classes.label} id={`label-${record.id}-${field.key}`}>
              {fieldTitle(field)}
              {field.required === true && <sup aria-hidden>*</sup>}
            </span>
            <WhyButton entity={entity} record={record} field={field} />
            {isFileField(field) && writable.includes(field) ? (
              <FileInput field={field} value={valueOf(record, field)} error={errors[field.key]} onChange={(value) => save(field, value, record)} />
            ) : editing?.field === field.key ? (
              <FieldEditor
                field={field}
                record={record}
                value={valueOf(editing.base, field)}
                error={errors[field.key]}
                onSave={(value) => save(field, value, editing.base)}
                onLeave={() => setEditing(null)}
                onStep={(by) => step(field, by)}
              />
            ) : (
              <Value field={field} record={record} editable={writable.includes(field)} error={errors[field.key]} onEdit={() => edit(field)} />
            )}
          </div>
        ))}
        <Fact label={t("common:system.created_at")} text={formatDateTime(record.created_at, { zone })} />
        {typeof record.created_by === "string" && nameOf(record.created_by) && <Fact label={t("common:system.created_by")} text={nameOf(record.created_by)} />}
      </div>
      {conflict && (
        <ConflictDialog
          conflict={conflict}
          record={record}
          onTheirs={() => setConflict(null)}
          onMine={() => {
            save(conflict.field, conflict.mine, record);
            setConflict(null);
          }}
          onBoth={(both) => {
            save(conflict.field, both, record);
            setConflict(null);
          }}
        />
      )}
    </section>
  );
}

/** Files are taken and let go in place: there is nothing to open. */
const isFileField = (field: FieldView): boolean => field.type === "file" || field.type === "image";
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const valueOf = (record: RecordItem, field: FieldView): unknown => (field.key === "responsible" ? record.responsible : record.values[field.key]);

function Fact({ label, text }: { label: string; text: string }) {
  return (
    <div className={classes.field}>
      <span className={classes.label}>{label}</span>
      <span className={`${classes.value} tabular`}>{text}</span>
    </div>
  );
}

function Value({ field, record, editable, error, onEdit }: { field: FieldView; record: RecordItem; editable: boolean; error: string | undefined; onEdit: () => void }) {
  const { t } = useTranslation("common");
  const value = valueOf(record, field);
  const shown = field.key === "responsible" && typeof value === "string" ? <PersonValue id={value} /> : <FieldValue field={field} value={value} record={record} flat={editable} whole />;
  if (editable && field.type === "rich_text" && typeof value === "string") {
    return (
      <div className={classes.value}>
        <div style={{ flex: 1, minWidth: 0 }}>{shown}</div>
        <ActionIcon variant="subtle" size="sm" aria-label={`${t("edit")}: ${fieldTitle(field)}`} onClick={onEdit}><IconPencil size={14} /></ActionIcon>
      </div>
    );
  }
  if (editable) {
    return (
      <div>
        <button type="button" className={classes.value} aria-labelledby={`label-${record.id}-${field.key} value-${record.id}-${field.key}`} title={t("edit")} onClick={onEdit}>
          <span id={`value-${record.id}-${field.key}`}>{shown}</span>
        </button>
        {error && <div role="alert" style={{ color: "var(--mantine-color-error)", fontSize: 12, paddingLeft: 8 }}>{error}</div>}
      </div>
    );
  }
  const computed = isAutomatic(field);
  const Mark = computed ? IconMathFunction : IconLock;
  return (
    <span className={`${classes.value} ${classes.locked}`}>
      {shown}
      <Tooltip label={t(computed ? "computed" : "readOnly")}>
        <Mark size={14} className={classes.lock} aria-label={t(computed ? "computed" : "readOnly")} role="img" />
      </Tooltip>
    </span>
  );
}
