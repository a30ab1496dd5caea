import { IconArrowRight, IconBolt } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Cause, HistoryItem, RecordItem } from "@/shared/api/types";
import { FieldValue, PersonValue } from "@/shared/fields/FieldValue";
import { formatWhen } from "@/shared/format/format";
import { humanize, titleOf } from "@/shared/i18n";
import { fieldTitle, stageTitle } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useSlug, useSolution, useZone } from "@/shared/solution/useSolution";
import { EmptyState } from "@/shared/ui/EmptyState";
import { ErrorState } from "@/shared/ui/ErrorState";
import { Loading } from "@/shared/ui/Loading";

import classes from "./RecordCard.module.css";
import { Composer } from "./talk/Composer";
import { ActivityLine, CommentLine } from "./talk/Said";
import talk from "./talk/Talk.module.css";
import { merged, planned, useTalk } from "./talk/useTalk";
import { useHistory } from "./useRecord";

/** How the record came to be as it is, and what is said about it: each change, who or which scenario made it, and the run that shows why. */
export function Timeline({ entity, record }: { entity: EntityView; record: RecordItem }) {
  const { t } = useTranslation(["records", "talk"]);
  const found = useHistory(entity.key, record.id);
  const { comments, activities } = useTalk(entity.key, record.id);
  const entries = merged(found.data?.items ?? [], comments, activities);
  const ahead = planned(activities);
  return (
    <section aria-labelledby="card-history">
      <h2 className={classes.section} id="card-history">{t("card.history")}</h2>
      <Composer record={record} />
      {ahead.length > 0 && <ul className={talk.planned} aria-label={t("talk:next")}>{ahead.map((activity) => <ActivityLine key={activity.id} activity={activity} record={record} />)}</ul>}
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && entries.length === 0 && <EmptyState drawing="calm" title={t("card.noHistory")} />}
      <ol className={classes.timeline}>
        {entries.map((entry) => {
          if ("comment" in entry) return <CommentLine key={entry.comment.id} comment={entry.comment} record={record} />;
          if ("activity" in entry) return <ActivityLine key={entry.activity.id} activity={entry.activity} record={record} />;
          return <Event key={`${entry.change.version}-${entry.at}`} item={entry.change} entity={entity} record={record} />;
        })}
      </ol>
    </section>
  );
}

function Event({ item, entity, record }: { item: HistoryItem; entity: EntityView; record: RecordItem }) {
  const zone = useZone();
  const kind = item.cause?.scenario ? "scenario" : "person";
  return (
    <li className={classes.event} data-kind={kind}>
      <div className={classes.who}>
        <Who cause={item.cause} first={item.version === 1} />
        <time dateTime={item.at} className="tabular">{formatWhen(item.at, { zone })}</time>
      </div>
      <ul className={classes.changes}>
        {Object.entries(item.changes).filter(([key]) => !["funnel", "stage_since"].includes(key)).map(([key, { from, to }]) => (
          <ChangeLine key={key} name={key} from={from} to={to} entity={entity} record={record} first={item.version === 1} />
        ))}
      </ul>
    </li>
  );
}

function Who({ cause, first }: { cause: Cause | null; first: boolean }) {
  const { t } = useTranslation("records");
  const slug = useSlug();
  const solution = useSolution();
  const build = solution.me.can_build;
  const what = first ? "created" : "changed";
  if (cause?.scenario) {
    return (
      <span>
        <IconBolt size={14} color="#d98f12" aria-hidden style={{ verticalAlign: -2 }} /> {t(`cause.scenario.${what}`, { scenario: titleOf(solution.scenarios.find((one) => one.key === cause.scenario)?.title, humanize(cause.scenario)) })}
        {cause.run && build && <> · <Link to={`/w/${slug}/build/runs/${cause.run}`}>{t("cause.run")}</Link></>}
      </span>
    );
  }
  const name = cause?.kind === "person" ? cause.actor?.title : undefined;
  return <span>{name ? t(`cause.person.${what}`, { name }) : t(`cause.${cause?.kind ?? "person"}`, { defaultValue: t("cause.system") })}</span>;
}

function ChangeLine({ name, from, to, entity, record, first }: { name: string; from: unknown; to: unknown; entity: EntityView; record: RecordItem; first: boolean }) {
  const { t } = useTranslation("common");
  const field = entity.fields.find((candidate) => candidate.key === name);
  const stages = useSolution().funnels.find((funnel) => funnel.key === record.funnel)?.stages ?? [];
  const title = field ? fieldTitle(field) : t(`system.${name}`, { defaultValue: humanize(name) });
  const show = (value: unknown) => {
    if (name === "stage") return stages.filter((stage) => stage.key === value).map(stageTitle)[0] ?? "—";
    if (name === "responsible" && typeof value === "string") return <PersonValue id={value} />;
    return <FieldValue field={field ?? { key: name, type: name === "team" ? "team" : "text", access: "read" }} value={value} record={record} flat />;
  };
  return (
    <li>
      <b>{title}:</b>
      {!first && from !== undefined && <del>{show(from)}</del>}
      {!first && from !== undefined && <IconArrowRight size={14} aria-label="→" color="var(--ink-soft)" />}
      <span>{show(to)}</span>
    </li>
  );
}
