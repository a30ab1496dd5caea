import { Alert, Button, Checkbox, MultiSelect, Select, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { humanize, titleOf } from "@/shared/i18n";
import { funnelTitle, stageTitle } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useFunnelsOf, useSlug } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";
import { Panel } from "@/shared/ui/Page";

import { type Form, look, type OnMatch, type Plan, type Preview, type Target } from "./api";
import classes from "./ImportPage.module.css";

interface Props {
  entity: EntityView;
  preview: Preview;
  onPreview: (preview: Preview) => void;
  onBack: () => void;
  onPlan: (plan: Plan) => void;
}

const marks: Record<string, string> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" };

/** Which column goes where, with samples; by what rows find what is there; where new records begin. */
export function ColumnsStep({ entity, preview, onPreview, onBack, onPlan }: Props) {
  const { t } = useTranslation("import");
  const [targets, setTargets] = useState<(string | null)[]>(preview.columns.map((column) => column.target));
  const [match, setMatch] = useState<string[]>([]);
  const [onMatch, setOnMatch] = useState<OnMatch>("update");
  const [place, setPlace] = useState<{ funnel: string | null; stage: string | null }>({ funnel: useFunnelsOf(entity.key)[0]?.key ?? null, stage: null });
  const name = useTargetName();
  const keys = preview.targets.filter((target) => target.matches && targets.includes(target.key));
  const missing = preview.targets.filter((target) => target.required && !targets.includes(target.key));
  const mapped = targets.filter(Boolean).length;
  const chosen = match.filter((key) => keys.some((target) => target.key === key));
  const staged = place.funnel && (place.stage || targets.includes("stage"));
  const go = () =>
    onPlan({
      file: preview.file.id,
      entity: entity.key,
      mapping: targets.flatMap((target, column) => (target ? [{ column, target }] : [])),
      match: chosen,
      on_match: onMatch,
      month_first: preview.month_first,
      ...formOf(preview),
      ...(staged && place.funnel ? { funnel: place.funnel } : {}),
      ...(staged && place.stage ? { stage: place.stage } : {}),
    });
  return (
    <>
      {preview.preset && <Alert color="caspian" variant="light" mb="md">{t(`from.${preview.preset}`)}</Alert>}
      <FormBar entity={entity} preview={preview} onPreview={(next) => { setTargets(next.columns.map((column) => column.target)); onPreview(next); }} />
      <Panel>
        <ColumnTable preview={preview} targets={targets} onChange={setTargets} name={name} />
        {missing.length > 0 && <Text c="red" size="sm" mt="sm" role="status">{t("required", { fields: missing.map(name).join(", ") })}</Text>}
      </Panel>
      <Panel>
        <div className={classes.form}>
          <MultiSelect label={t("match")} description={t("matchHint")} style={{ flex: "1 1 320px" }} data={keys.map((target) => ({ value: target.key, label: name(target) }))} value={chosen} maxValues={5} onChange={setMatch} disabled={keys.length === 0} />
          {chosen.length > 0 && (
            <Select label={t("onMatch")} allowDeselect={false} data={(["update", "skip", "create"] as const).map((value) => ({ value, label: t(value) }))} value={onMatch} onChange={(value) => setOnMatch((value as OnMatch | null) ?? "update")} />
          )}
          <PlacePicker entity={entity} place={place} byColumn={targets.includes("stage")} onChange={setPlace} />
        </div>
      </Panel>
      <div className={classes.foot}>
        <Button variant="default" onClick={onBack}>{t("another")}</Button>
        <Button onClick={go} disabled={mapped === 0}>{t("try")}</Button>
      </div>
    </>
  );
}

const formOf = (preview: Preview): Form => ({
  ...(preview.encoding ? { encoding: preview.encoding } : {}),
  ...(preview.delimiter ? { delimiter: preview.delimiter } : {}),
  ...(preview.sheet ? { sheet: preview.sheet } : {}),
});

function useTargetName(): (target: Target) => string {
  const { t } = useTranslation("common");
  return (target) => titleOf(target.title, t(`system.${target.key}`, { defaultValue: humanize(target.key) })) || t(`system.${target.key}`, { defaultValue: humanize(target.key) });
}

/** How the file is read, where there is a choice; another choice reads it again. */
function FormBar({ entity, preview, onPreview }: { entity: EntityView; preview: Preview; onPreview: (preview: Preview) => void }) {
  const { t } = useTranslation("import");
  const slug = useSlug();
  const again = useMutation({ mutationFn: (form: Form) => look(slug, preview.file.id, entity.key, form), onSuccess: onPreview });
  const set = (form: Form) => again.mutate({ ...formOf(preview), ...form });
  const encodings = [...new Set([preview.encoding ?? "", ...preview.encodings])].filter(Boolean);
  return (
    <div className={classes.form}>
      <Text fw={600} style={{ flex: "1 1 200px" }}>{preview.file.name}</Text>
      {preview.kind === "xlsx" && preview.sheets.length > 1 && <Select label={t("sheet")} allowDeselect={false} data={preview.sheets} value={preview.sheet} onChange={(sheet) => sheet && set({ sheet })} />}
      {preview.kind === "csv" && <Select label={t("encoding")} allowDeselect={false} data={encodings} value={preview.encoding} onChange={(encoding) => encoding && again.mutate({ encoding })} />}
      {preview.kind === "csv" && (
        <Select label={t("delimiter")} allowDeselect={false} data={preview.delimiters.map((mark) => ({ value: mark, label: t(`delimiters.${marks[mark] ?? "comma"}`) }))} value={preview.delimiter} onChange={(delimiter) => delimiter && set({ delimiter })} />
      )}
      {again.isError && <Text c="red" size="sm" role="alert" w="100%">{explain(again.error, t)}</Text>}
    </div>
  );
}

interface TableProps {
  preview: Preview;
  targets: (string | null)[];
  onChange: (targets: (string | null)[]) => void;
  name: (target: Target) => string;
}

function ColumnTable({ preview, targets, onChange, name }: TableProps) {
  const { t } = useTranslation("import");
  const choose = (column: number, target: string | null) => onChange(targets.map((other, place) => (place === column ? target : other === target ? null : other)));
  const data = preview.targets.map((target) => ({ value: target.key, label: name(target) + (target.required ? " *" : "") }));
  return (
    <table className={classes.columns}>
      <thead>
        <tr>
          <th scope="col">{t("column")}</th>
          <th scope="col">{t("samples")}</th>
          <th scope="col">{t("goesTo")}</th>
        </tr>
      </thead>
      <tbody>
        {preview.columns.map((column) => {
          const target = targets[column.no] ?? null;
          const title = column.title || String(column.no + 1);
          return (
            <tr key={column.no} data-left={target === null || undefined}>
              <td><strong>{title}</strong></td>
              <td><div className={classes.samples}>{column.samples.slice(0, 3).join(" · ")}</div></td>
              <td>
                <Select aria-label={`${title}: ${t("goesTo")}`} placeholder={t("leave")} searchable clearable data={data} value={target} onChange={(next) => choose(column.no, next)} clearButtonProps={{ "aria-label": t("common:clear") }} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface PlaceProps {
  entity: EntityView;
  place: { funnel: string | null; stage: string | null };
  byColumn: boolean;
  onChange: (place: { funnel: string | null; stage: string | null }) => void;
}

function PlacePicker({ entity, place, byColumn, onChange }: PlaceProps) {
  const { t } = useTranslation("import");
  const funnels = useFunnelsOf(entity.key);
  const funnel = funnels.find((candidate) => candidate.key === place.funnel);
  const [wanted, setWanted] = useState(false);
  if (!funnel) return null;
  const stages = funnel.stages.map((stage) => ({ value: stage.key, label: stageTitle(stage) }));
  return (
    <>
      {funnels.length > 1 && <Select label={t("funnel")} allowDeselect={false} data={funnels.map((each) => ({ value: each.key, label: funnelTitle(each) }))} value={funnel.key} onChange={(key) => onChange({ funnel: key, stage: null })} />}
      {!byColumn && <Checkbox label={t("stage")} checked={wanted} onChange={(event) => { setWanted(event.currentTarget.checked); onChange({ ...place, stage: event.currentTarget.checked ? (stages[0]?.value ?? null) : null }); }} />}
      {!byColumn && wanted && <Select aria-label={t("stage")} allowDeselect={false} data={stages} value={place.stage} onChange={(stage) => onChange({ ...place, stage })} />}
    </>
  );
}
