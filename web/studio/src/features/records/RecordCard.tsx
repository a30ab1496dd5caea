import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconArrowMerge, IconArrowsMaximize, IconBolt, IconDots, IconLink, IconTrash, IconX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { restoreRecords } from "@/shared/api/jobs";
import { deleteRecord, runScenario } from "@/shared/api/records";
import type { RecordItem } from "@/shared/api/types";
import { titleOf } from "@/shared/i18n";
import { displayOf, entityTitle } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useEntity, useSlug, useSolution } from "@/shared/solution/useSolution";
import { NextStep } from "@/shared/stage/NextStep";
import { EntityIcon } from "@/shared/ui/entityIcon";
import { ErrorState } from "@/shared/ui/ErrorState";
import { explain } from "@/shared/ui/explain";
import { Loading } from "@/shared/ui/Loading";
import { undoToast } from "@/shared/ui/undoToast";

import { AutomationDrawer } from "./automation/AutomationDrawer";
import { DeleteDialog } from "./DeleteDialog";
import { Fields } from "./Fields";
import { LinesSections } from "./lines/LinesSections";
import { linesOf } from "./lines/linesOf";
import classes from "./RecordCard.module.css";
import { Related } from "./Related";
import { StageStepper } from "./StageStepper";
import { Timeline } from "./Timeline";
import { useRecord } from "./useRecord";

interface Props {
  entity: string;
  id: string;
  /** In a drawer: narrow, with its own way out. */
  onClose?: () => void;
}

/** One record: where it stands, what is known, what belongs to it, and how it came to be so. */
export function RecordCard({ entity: key, id, onClose }: Props) {
  const entity = useEntity(key);
  const found = useRecord(key, id);
  const { entities } = useSolution();
  if (!entity) return <ErrorState error={new ApiError(404, "not_found", "")} />;
  if (found.isError) return <ErrorState error={found.error} {...(onClose ? {} : { onRetry: () => void found.refetch() })} />;
  if (!found.data) return <Loading />;
  const record = found.data;
  return (
    <article aria-label={displayOf(record, entity)} className={classes.whole}>
      <Head entity={entity} record={record} {...(onClose ? { onClose } : {})} />
      <div className={classes.body} data-lines={linesOf(entities, entity).length > 0 || undefined}>
        <div className={classes.left}>
          <Fields entity={entity} record={record} />
          <LinesSections entity={entity} record={record} />
          <Related entity={entity} record={record} />
        </div>
        <div className={classes.right}>
          <Timeline entity={entity} record={record} />
        </div>
      </div>
    </article>
  );
}

function Head({ entity, record, onClose }: { entity: EntityView; record: RecordItem; onClose?: () => void }) {
  const { t } = useTranslation("records");
  const slug = useSlug();
  const Title = onClose ? "h2" : "h1";
  return (
    <header className={classes.head}>
      <div className={classes.crumb}>
        <EntityIcon name={entity.icon} size={14} />
        <span>{entityTitle(entity)}</span>
        <span className="tabular">#{record.number}</span>
      </div>
      <div className={classes.title}>
        <Title>{displayOf(record, entity)}</Title>
        <Buttons record={record} />
        {onClose && (
          <Tooltip label={t("card.full")}>
            <ActionIcon component={Link} to={`/w/${slug}/r/${entity.key}/${record.id}`} aria-label={t("card.full")}>
              <IconArrowsMaximize size={18} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        )}
        <CardMenu entity={entity} record={record} {...(onClose ? { onClose } : {})} />
        {onClose && (
          <ActionIcon aria-label={t("common:close")} onClick={onClose}>
            <IconX size={18} />
          </ActionIcon>
        )}
      </div>
      <StageStepper record={record} />
      <NextStep record={record} />
    </header>
  );
}

/** The scenarios that a person may set off on this record. */
function Buttons({ record }: { record: RecordItem }) {
  const { t } = useTranslation("records");
  const slug = useSlug();
  const buttons = useSolution().buttons.filter((button) => button.entity === record.entity);
  const [busy, setBusy] = useState<string | null>(null);
  const press = async (key: string, title: string) => {
    setBusy(key);
    try {
      await runScenario(slug, key, record.id);
      notifications.show({ color: "leaf", message: t("card.started", { title }) });
    } catch (error) {
      notifications.show({ color: "pomegranate", message: explain(error, t) });
    } finally {
      setBusy(null);
    }
  };
  return buttons.map((button) => {
    const title = titleOf(button.title, button.key);
    return (
      <Button key={button.key} size="xs" variant="light" leftSection={<IconBolt size={14} />} loading={busy === button.key} onClick={() => void press(button.key, title)}>
        {title}
      </Button>
    );
  });
}

function CardMenu({ entity, record, onClose }: { entity: EntityView; record: RecordItem; onClose?: () => void }) {
  const { t } = useTranslation(["records", "merge", "operate"]);
  const { can_build } = useSolution().me;
  const [explaining, setExplaining] = useState(false);
  const slug = useSlug();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    await deleteRecord(slug, entity.key, record.id);
    void client.invalidateQueries({ queryKey: keys.records(slug, entity.key) });
    undoToast(t("card.deleted"), t, async () => {
      await restoreRecords(slug, entity.key, [record.id]);
      void client.invalidateQueries({ queryKey: keys.workspace(slug) });
    });
    if (onClose) onClose();
    else history.back();
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("card.menu")}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconLink size={16} />} onClick={() => void navigator.clipboard.writeText(`${location.origin}/w/${slug}/r/${entity.key}/${record.id}`).then(() => notifications.show({ message: t("common:copied") }))}>
            {t("card.copyLink")}
          </Menu.Item>
          {(entity.match ?? []).length > 0 && (
            <Menu.Item component={Link} to={`/w/${slug}/duplicates/${entity.key}`} leftSection={<IconArrowMerge size={16} />}>{t("merge:find")}</Menu.Item>
          )}
          {can_build && <Menu.Item leftSection={<IconBolt size={16} />} onClick={() => setExplaining(true)}>{t("operate:record.open")}</Menu.Item>}
          {entity.rights.delete && (
            <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => setAsking(true)}>{t("common:delete")}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {explaining && <AutomationDrawer entity={entity.key} record={record.id} onClose={() => setExplaining(false)} />}
      {asking && <DeleteDialog title={displayOf(record, entity)} onCancel={() => setAsking(false)} onDelete={remove} />}
    </>
  );
}
