import { ActionIcon } from "@mantine/core";
import { IconArrowLeft, IconBolt, IconMathFunction, IconPlug, IconQuestionMark, IconSparkles, IconTableImport, IconUser, type Icon } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { keys } from "@/shared/api/keys";
import type { RecordItem } from "@/shared/api/types";
import { whyValue, type Why, type WhyCause } from "@/shared/api/why";
import { formatWhen } from "@/shared/format/format";
import { FormulaTree, type FormulaRow } from "@/shared/formula/FormulaTree";
import { titled } from "@/shared/formula/titled";
import { writtenValue } from "@/shared/formula/written";
import { humanize, titleOf } from "@/shared/i18n";
import { fieldTitle } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useEntity, useSlug, useSolution, useZone } from "@/shared/solution/useSolution";
import { ErrorState } from "@/shared/ui/ErrorState";
import { Loading } from "@/shared/ui/Loading";

import { Chain } from "./Chain";
import classes from "./why.module.css";

const ICONS: Record<string, Icon> = { person: IconUser, api: IconPlug, import: IconTableImport, scenario: IconBolt, formula: IconMathFunction, default: IconSparkles };

interface Props {
  entity: EntityView;
  record: RecordItem;
  field: string;
  onClose: () => void;
}

/** Why a field has its value; what it was made of can be asked in turn, and one finds back. */
export function WhyPanel({ entity, record, field, onClose }: Props) {
  const { t } = useTranslation("why");
  const slug = useSlug();
  const [path, setPath] = useState([field]);
  const asked = path.at(-1) ?? field;
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), [asked]);
  const found = useQuery({ queryKey: [...keys.record(slug, entity.key, record.id), "why", asked, record.version], queryFn: () => whyValue(slug, entity.key, record.id, asked), retry: false });
  const about = entity.fields.find((one) => one.key === asked);
  return (
    <>
      <div className={classes.head}>
        {path.length > 1 && (
          <ActionIcon size={24} aria-label={t("back")} onClick={() => setPath(path.slice(0, -1))}><IconArrowLeft size={15} /></ActionIcon>
        )}
        <h4 ref={head} tabIndex={-1}>{t("title", { field: about ? fieldTitle(about) : t(`common:system.${asked}`, { defaultValue: humanize(asked) }) })}</h4>
      </div>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <Answer why={found.data} entity={entity} onAsk={(next) => setPath([...path, next])} onClose={onClose} />}
    </>
  );
}

function Answer({ why, entity, onAsk, onClose }: { why: Why; entity: EntityView; onAsk: (field: string) => void; onClose: () => void }) {
  const { t } = useTranslation("why");
  const { entities } = useSolution();
  const { cause } = why;
  if (!cause) return <p className={classes.soft}>{t("never")}</p>;
  const words = { yes: t("common:yes"), no: t("common:no"), blank: t("common:blank") };
  const values = Object.entries(cause.values ?? {});
  return (
    <>
      <Said cause={cause} at={why.at} onClose={onClose} />
      {cause.source && !cause.tree && (
        <div className={classes.part}>
          <h5>{t("expression")}</h5>
          <code className={classes.source}>{titled(cause.source.replace(/^=/, ""), entity, entities)}</code>
        </div>
      )}
      {cause.tree && (
        <div className={classes.part}>
          <h5>{t("computed")}</h5>
          <FormulaTree part={cause.tree} read={(source) => titled(source, entity, entities)} write={(value) => writtenValue(value, words)} lead={(row) => <Lead row={row} onClose={onClose} />} more={(count) => t("more_rows", { count })} />
        </div>
      )}
      {values.length > 0 && (
        <div className={classes.part}>
          <h5>{t("read")}</h5>
          <ul className={classes.values}>
            {values.map(([path, value]) => (
              <li key={path}>
                <Name path={path} entity={entity} own={cause.kind === "formula"} onAsk={onAsk} />
                <span className={`${classes.value} tabular`}>{writtenValue(value, words)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {cause.chain && cause.chain.length > 0 && (
        <div className={classes.part}>
          <h5>{t("set_off")}</h5>
          <Chain links={cause.chain} onClose={onClose} />
        </div>
      )}
    </>
  );
}

/** A record that was counted, by its name where it has one. */
function Lead({ row, onClose }: { row: FormulaRow; onClose: () => void }) {
  const slug = useSlug();
  const entity = useEntity(row.entity);
  return <Link to={`/w/${slug}/r/${row.entity}/${row.id}`} onClick={onClose}>{row.display ?? `${titleOf(entity?.title, humanize(row.entity))} #${row.number}`}</Link>;
}

/** What was read: a field of this record can be asked why, too. */
function Name({ path, entity, own, onAsk }: { path: string; entity: EntityView; own: boolean; onAsk: (field: string) => void }) {
  const { entities } = useSolution();
  const [first = ""] = path.split(".");
  const label = titled(path, entity, entities);
  const known = own && entity.fields.some((one) => one.key === first);
  return known ? <button type="button" className={classes.ask} onClick={() => onAsk(first)}>{label}</button> : <span>{label}</span>;
}

function Said({ cause, at, onClose }: { cause: WhyCause; at: string | null; onClose: () => void }) {
  const { t } = useTranslation("why");
  const slug = useSlug();
  const zone = useZone();
  const { me, scenarios } = useSolution();
  const Mark = ICONS[cause.kind] ?? IconQuestionMark;
  const scenario = titleOf(cause.scenario_title ?? scenarios.find((one) => one.key === cause.scenario)?.title, humanize(cause.scenario ?? ""));
  const name = cause.actor?.title ?? t("somebody");
  const step = titleOf(cause.step_title, humanize(cause.step ?? ""));
  return (
    <div className={classes.cause}>
      <Mark size={18} stroke={1.7} aria-hidden />
      <div>
        <p>{t([`cause.${cause.kind}`, "cause.system"], { name, scenario, step, version: cause.version ?? 0 })}</p>
        {cause.kind === "formula" && cause.actor && <p className={classes.soft}>{cause.scenario ? t("inputs_scenario", { scenario }) : t("inputs", { name })}</p>}
        {at && <time dateTime={at}>{formatWhen(at, { zone })}</time>}
        {cause.run && me.can_build && <> <Link to={`/w/${slug}/build/runs/${cause.run}`} onClick={onClose} className={classes.soft}>{t("run")}</Link></>}
      </div>
    </div>
  );
}
