import { Button, SegmentedControl } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Task } from "@/shared/api/types";
import { tasksQuery } from "@/shared/solution/inbox";
import { groupOf, type TaskGroup } from "@/shared/solution/tasks";
import { useMe, useSlug, useZone } from "@/shared/solution/useSolution";
import { EmptyState } from "@/shared/ui/EmptyState";
import { ErrorState } from "@/shared/ui/ErrorState";
import { Loading } from "@/shared/ui/Loading";
import { Page, Panel } from "@/shared/ui/Page";
import { TaskList } from "@/shared/ui/TaskList";

import { NewTask } from "./NewTask";

const groups: TaskGroup[] = ["overdue", "today", "upcoming", "undated", "done"];

export function TasksPage() {
  const { t } = useTranslation("tasks");
  const found = useQuery(tasksQuery(useSlug()));
  const [creating, create] = useDisclosure();
  const [whose, setWhose] = useState<"mine" | "all">("all");
  const me = useMe().user.id;
  const tasks = (found.data?.items ?? []).filter((task) => whose === "all" || task.responsible === me);
  return (
    <Page
      title={t("title")}
      width={820}
      actions={
        <>
          <SegmentedControl aria-label={t("whose")} value={whose} onChange={(value) => setWhose(value as "mine" | "all")} data={[{ value: "all", label: t("all") }, { value: "mine", label: t("mine") }]} />
          <Button leftSection={<IconPlus size={16} />} onClick={create.open}>{t("new")}</Button>
        </>
      }
    >
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <Groups tasks={tasks} onCreate={create.open} />}
      {creating && <NewTask onClose={create.close} />}
    </Page>
  );
}

function Groups({ tasks, onCreate }: { tasks: Task[]; onCreate: () => void }) {
  const { t } = useTranslation("tasks");
  const zone = useZone();
  const now = new Date();
  const open = tasks.some((task) => task.done_at === null);
  return (
    <>
      {!open && <EmptyState drawing="calm" title={t("calm.title")} text={t("calm.text")} action={<Button variant="default" onClick={onCreate}>{t("new")}</Button>} />}
      {groups.map((group) => {
        const items = tasks.filter((task) => groupOf(task, now, zone) === group);
        return (
          items.length > 0 && (
            <section key={group} aria-label={t(`group.${group}`)}>
              <h2 style={{ fontSize: 14, margin: "16px 0 8px", color: group === "overdue" ? "var(--mantine-color-error)" : "var(--ink-soft)" }}>
                {t(`group.${group}`)} <span className="tabular">· {items.length}</span>
              </h2>
              <Panel flush>
                <TaskList tasks={items} />
              </Panel>
            </section>
          )
        );
      })}
    </>
  );
}
