import { ActionIcon, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconArrowsExchange, IconFileDownload, IconFileImport } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { http, inWorkspace } from "@/shared/api/http";
import { isOver, readJob } from "@/shared/api/jobs";
import { download, type StoredFile } from "@/shared/files/upload";
import type { EntityView } from "@/shared/solution/types";
import { useSlug } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";


interface Props {
  entity: EntityView;
  /** What the list shows: only that is taken along. */
  filter: string;
  sort: string | undefined;
  columns: string[];
}

interface Asked {
  entity: string;
  format: string;
  columns: string[];
  filter?: string;
  sort?: string;
}

const PAUSE = 600;
const formats = [["csv", "exportCsv"], ["xlsx", "exportXlsx"], ["json", "exportJson"]] as const;

/** Bring rows in, or take what is shown along. */
export function ListMenu({ entity, filter, sort, columns }: Props) {
  const { t } = useTranslation("import");
  const slug = useSlug();
  const [busy, setBusy] = useState(false);
  const take = async (format: string) => {
    setBusy(true);
    const id = notifications.show({ loading: true, autoClose: false, message: t("exporting") });
    try {
      const file = await exported(slug, { entity: entity.key, format, columns, ...(filter ? { filter } : {}), ...(sort ? { sort } : {}) });
      if (file) download(slug, file.id);
      notifications.update({ id, loading: false, autoClose: 6000, color: file ? "leaf" : "pomegranate", message: file ? t("exported", { name: file.name }) : t("exportFailed") });
    } catch (error) {
      notifications.update({ id, loading: false, autoClose: 8000, color: "pomegranate", message: explain(error, t) });
    }
    setBusy(false);
  };
  const takes = entity.rights.export !== false && entity.rights.read;
  if (!takes && !entity.rights.create) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t("menu")} loading={busy}><IconArrowsExchange size={18} stroke={1.7} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {entity.rights.create && <Menu.Item component={Link} to={`/w/${slug}/import/${entity.key}`} leftSection={<IconFileImport size={16} />}>{t("import")}</Menu.Item>}
        {takes && formats.map(([format, label]) => <Menu.Item key={format} leftSection={<IconFileDownload size={16} />} onClick={() => void take(format)}>{t(label)}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Have a list exported; the file, once it is there. */
async function exported(slug: string, asked: Asked): Promise<StoredFile | null> {
  const { id } = await http.post<{ id: string }>(inWorkspace(slug, "exports"), asked);
  for (;;) {
    const job = await readJob<{ file: StoredFile }>(slug, id);
    if (isOver(job)) return job.result?.file ?? null;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
