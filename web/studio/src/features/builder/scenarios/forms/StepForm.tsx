import { NumberInput, SegmentedControl, Select, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useActionSchema } from "../../api/catalog";
import { fieldsAndLinked, resolve } from "../../model/scope";
import { conditionSentence, stripEquals } from "../../model/sentences";
import type { With } from "../../model/solution";
import { kindOf } from "../../model/steps";
import { useProblemAt } from "../../state/draft";
import { StageSelect } from "../../ui/StageSelect";
import { AssignFields } from "./AssignFields";
import { ConditionBuilder } from "./ConditionBuilder";
import { ConnectionSelect } from "./ConnectionSelect";
import { DueInput } from "./DueInput";
import { LoopForm, SwitchForm, WaitForm } from "./FlowForms";
import { LinesForm } from "./LinesForm";
import { LinkToggle } from "./LinkToggle";
import { MapEditor } from "./MapEditor";
import { cleaned, EntityField, textOf, TextField, type FormProps } from "./parts";
import { PeopleInput } from "./PeopleInput";
import { AggregateForm, DeleteForm, UpsertForm } from "./RecordForms";
import { RecordFilter } from "./RecordFilter";
import { RecordSelect } from "./RecordSelect";
import { ResponsibleInput } from "./ResponsibleInput";
import { SchemaForm } from "./SchemaForm";
import { ValueInput } from "./ValueInput";
import { ValuesEditor } from "./ValuesEditor";

/** The form of a step: one made for it where we know it, else one made of its schema. */
export function StepForm({ handle }: FormProps) {
  switch (kindOf(handle.step)) {
    case "if":
      return <IfForm handle={handle} />;
    case "switch":
      return <SwitchForm handle={handle} />;
    case "for_each":
      return <LoopForm handle={handle} />;
    case "wait":
      return <WaitForm handle={handle} />;
    case "set":
      return <SetForm handle={handle} />;
    case "stop":
      return <StopForm handle={handle} />;
    case "action":
      return <ActionForm handle={handle} />;
    default:
      return null;
  }
}

function ActionForm({ handle }: FormProps) {
  const schema = useActionSchema(handle.step.action);
  switch (handle.step.action) {
    case "record.create":
      return <CreateForm handle={handle} />;
    case "record.update":
      return <UpdateForm handle={handle} />;
    case "record.upsert":
      return <UpsertForm handle={handle} />;
    case "record.delete":
      return <DeleteForm handle={handle} />;
    case "record.find":
      return <FindForm handle={handle} />;
    case "record.aggregate":
      return <AggregateForm handle={handle} />;
    case "lines.add":
      return <LinesForm handle={handle} />;
    case "stage.move":
      return <MoveForm handle={handle} />;
    case "assign.choose":
      return <AssignFields stepKey={handle.step.key} />;
    case "task.create":
      return <TaskForm handle={handle} />;
    case "notify.users":
      return <NotifyForm handle={handle} />;
    case "http.request":
      return <HttpForm handle={handle} />;
    default:
      return schema ? <SchemaForm schema={schema} handle={handle} /> : null;
  }
}

function CreateForm({ handle }: FormProps) {
  const { t } = useTranslation("builder");
  const { step, lens, edit, errorOf } = handle;
  const entity = textOf(step.with?.entity);
  const linked = LinkToggle.fieldOf(handle);
  const pick = (next: string): void => edit((now) => ({ ...now, with: LinkToggle.starting(handle, { entity: next, values: {}, responsible: now.with?.responsible }) }));
  const hasFunnel = lens.solution.funnels.some((one) => one.entity === entity);
  return (
    <>
      <EntityField handle={handle} onPick={pick} />
      {entity && (
        <>
          <LinkToggle handle={handle} />
          <ValuesEditor handle={handle} entity={entity} withRequired without={linked} />
          {hasFunnel && (
            <StageSelect
              label={t("input.stage")}
              entity={entity}
              funnel={textOf(step.with?.funnel)}
              stage={textOf(step.with?.stage)}
              clearable
              error={errorOf("stage") ?? errorOf("funnel")}
              onChange={(funnel, stage) => edit((now) => ({ ...now, with: cleaned({ ...now.with, funnel, stage }) }))}
            />
          )}
          <ResponsibleInput handle={handle} entity={entity} />
        </>
      )}
    </>
  );
}

function UpdateForm({ handle }: FormProps) {
  const entity = textOf(handle.step.with?.entity);
  return (
    <>
      <RecordSelect handle={handle} onPick={(id, of) => handle.edit((now) => ({ ...now, with: cleaned({ ...now.with, id, entity: of, ...(of !== entity && { values: {} }) }) }))} />
      {entity && (
        <>
          <ValuesEditor handle={handle} entity={entity} />
          <ResponsibleInput handle={handle} entity={entity} />
        </>
      )}
    </>
  );
}

function MoveForm({ handle }: FormProps) {
  const { t } = useTranslation("builder");
  const { step, errorOf, edit } = handle;
  const entity = textOf(step.with?.entity);
  return (
    <>
      <RecordSelect handle={handle} onPick={(id, of) => edit((now) => ({ ...now, with: { id, entity: of } }))} />
      {entity && (
        <StageSelect
          label={t("input.stage")}
          entity={entity}
          funnel={textOf(step.with?.funnel)}
          stage={textOf(step.with?.stage)}
          error={errorOf("stage") ?? errorOf("funnel")}
          onChange={(funnel, stage) => edit((now) => ({ ...now, with: cleaned({ ...now.with, funnel, stage }) }))}
        />
      )}
    </>
  );
}

function FindForm({ handle }: FormProps) {
  const { t } = useTranslation("builder");
  const { step, lens, put, edit, errorOf } = handle;
  const entity = textOf(step.with?.entity);
  const limit = step.with?.limit;
  const sort = textOf(step.with?.sort);
  const sorts = fieldsAndLinked(lens, entity)
    .filter((one) => !one.path.includes("."))
    .flatMap((one) => [
      { value: one.path, label: t("input.sort_up", { title: one.title }) },
      { value: `-${one.path}`, label: t("input.sort_down", { title: one.title }) },
    ]);
  return (
    <>
      <EntityField handle={handle} onPick={(next) => edit((now) => ({ ...now, with: { entity: next, limit: now.with?.limit } }))} />
      {entity && (
        <>
          <RecordFilter handle={handle} entity={entity} />
          <Select label={t("input.sort")} data={sort && !sorts.some((one) => one.value === sort) ? [...sorts, { value: sort, label: sort }] : sorts} value={sort ?? null} clearable searchable error={errorOf("sort")} onChange={(value) => put("sort", value ?? undefined)} />
          <NumberInput label={t("input.limit")} min={1} max={500} value={typeof limit === "number" ? limit : ""} error={errorOf("limit")} onChange={(value) => put("limit", value === "" ? undefined : Number(value))} />
        </>
      )}
    </>
  );
}

function TaskForm({ handle }: FormProps) {
  const { t } = useTranslation("builder");
  const { step, put } = handle;
  return (
    <>
      <TextField handle={handle} name="title" label={t("input.task_title")} required placeholder={t("input.task_hint")} />
      <RecordSelect handle={handle} name="record" optional onPick={(id) => put("record", id)} />
      <ResponsibleInput handle={handle} entity={undefined} />
      <DueInput handle={handle} />
      <Switch label={t("input.unless_open")} checked={step.with?.unless_open === true} onChange={(event) => put("unless_open", event.currentTarget.checked || undefined)} />
    </>
  );
}

function NotifyForm({ handle }: FormProps) {
  const { t } = useTranslation("builder");
  return (
    <>
      <PeopleInput handle={handle} name="users" label={t("input.users")} />
      <TextField handle={handle} name="text" label={t("input.text")} multiline required />
      <RecordSelect handle={handle} name="record" optional onPick={(id) => handle.put("record", id)} />
    </>
  );
}

function HttpForm({ handle }: FormProps) {
  const { t } = useTranslation("builder");
  const { step, put, errorOf } = handle;
  return (
    <>
      <Select label={t("input.method")} data={["GET", "POST", "PUT", "PATCH", "DELETE"]} value={textOf(step.with?.method) ?? "POST"} allowDeselect={false} error={errorOf("method")} onChange={(value) => put("method", value ?? "POST")} />
      <TextField handle={handle} name="url" label={t("input.url")} required placeholder="https://…" />
      <ConnectionSelect label={t("connections:pick")} value={textOf(step.with?.connection) ?? ""} error={errorOf("connection")} onChange={(key) => put("connection", key)} />
      <MapEditor handle={handle} label={t("input.body")} value={step.with?.body} onChange={(value) => put("body", value)} pointer={`${handle.pointer}/with/body`} error={errorOf("body")} />
      <MapEditor handle={handle} label={t("input.headers")} value={step.with?.headers} onChange={(value) => put("headers", value)} pointer={`${handle.pointer}/with/headers`} error={errorOf("headers")} />
    </>
  );
}

function IfForm({ handle }: FormProps) {
  const { lens, scenario, step, groups, pointer, nameOf, edit } = handle;
  const source = stripEquals(step.if ?? "");
  const error = useProblemAt(`${pointer}/if`);
  return (
    <ConditionBuilder
      source={source}
      groups={groups}
      resolve={(path) => resolve(lens, scenario, path)}
      nameOf={nameOf}
      sentence={conditionSentence(lens, scenario, source)}
      place={{ pointer: `${pointer}/if` }}
      error={error}
      onChange={(next) => edit((now) => ({ ...now, if: next ? `=${next}` : "" }), "if")}
    />
  );
}

function SetForm({ handle }: FormProps) {
  const { t } = useTranslation("builder");
  return <MapEditor handle={handle} label={t("input.set")} description={t("input.set_help")} keys value={handle.step.set} onChange={(value) => handle.edit((now) => ({ ...now, set: (value ?? {}) as With }), "set")} pointer={`${handle.pointer}/set`} />;
}

function StopForm({ handle }: FormProps) {
  const { t } = useTranslation("builder");
  const { step, edit, pointer } = handle;
  const failing = step.stop?.error !== undefined;
  const error = useProblemAt(`${pointer}/stop/error`, `${pointer}/stop`);
  const resultError = useProblemAt(`${pointer}/stop/result`);
  return (
    <>
      <SegmentedControl
        aria-label={t("input.stop")}
        value={failing ? "error" : "done"}
        onChange={(value) => edit((now) => ({ ...now, stop: value === "error" ? { error: "" } : {} }))}
        data={[
          { value: "done", label: t("input.stop_done") },
          { value: "error", label: t("input.stop_error") },
        ]}
      />
      {!failing && <ValueInput label={t("input.stop_result")} value={step.stop?.result} groups={handle.groups} nameOf={handle.nameOf} pointer={`${pointer}/stop/result`} error={resultError} onChange={(result) => edit((now) => ({ ...now, stop: result === undefined ? {} : { result } }), "stop")} />}
      {failing && <TextInput label={t("input.stop_text")} value={step.stop?.error ?? ""} error={error} onChange={(event) => edit((now) => ({ ...now, stop: { error: event.target.value } }), "stop")} />}
    </>
  );
}

