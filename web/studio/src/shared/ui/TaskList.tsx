import { Button } from "@mantine/core";
import { IconCheck, IconGavel } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Task } from "@/shared/api/types";
import { formatWhen } from "@/shared/format/format";
import { useSubject } from "@/shared/solution/inbox";
import { useTickTask } from "@/shared/solution/tasks";
import { usePeople, useSolution } from "@/shared/solution/useSolution";

import { DecisionDialog } from "./DecisionDialog";
import { useOverlay } from "./overlay";
import { Face } from "./Person";
import classes from "./TaskList.module.css";

/** Tasks as rows: one press (or `d` on the row) and it is done. */
export function TaskList({ tasks }: { tasks: Task[] }) {
  return (
    <ul className={classes.list}>
      {tasks.map((task) => <Row key={task.id} task={task} />)}
    </ul>
  );
}

function Row({ task }: { task: Task }) {
  const { t } = useTranslation(["common", "approvals"]);
  const [deciding, setDeciding] = useState(false);
  const { nameOf } = usePeople();
  const { openRecord } = useOverlay();
  const solution = useSolution();
  const tick = useTickTask();
  const record = useSubject(task);
  const done = task.done_at !== null;
  const late = !done && task.due !== null && new Date(task.due) < new Date();
  const responsible = nameOf(task.responsible);
  const asks = task.approval ?? null;
  const toggle = () => {
    if (asks === null) tick.mutate({ id: task.id, done: !done });
    else if (!done) setDeciding(true);
  };
  return (
    <li className={`${classes.item} ${done ? classes.done : ""}`} onKeyDown={(event) => event.key === "d" && !event.ctrlKey && !event.metaKey && toggle()}>
      {asks === null ? (
        <button type="button" className={classes.check} aria-pressed={done} aria-label={t(done ? "task.undo" : "task.done", { title: task.title })} onClick={toggle}>
          <IconCheck size={14} stroke={3} aria-hidden />
        </button>
      ) : (
        <IconGavel size={20} stroke={1.6} aria-hidden style={{ flex: "none", color: done ? "var(--ink-soft)" : "var(--brand)" }} />
      )}
      <div className={classes.what}>
        <strong>{task.title}</strong>
        {record && (
          <button type="button" onClick={() => openRecord(record.entity, record.id)}>
            {record.title}
          </button>
        )}
      </div>
      {task.due && <time dateTime={task.due} className={`${classes.due} tabular ${late ? classes.late : ""}`}>{formatWhen(task.due, { zone: solution.settings.timezone })}</time>}
      {asks !== null && !done && (
        <Button size="xs" variant="light" aria-label={t("approvals:decide_on", { title: task.title })} onClick={() => setDeciding(true)}>{t("approvals:decide")}</Button>
      )}
      {responsible && <Face name={responsible} />}
      {asks !== null && deciding && <DecisionDialog id={asks} onClose={() => setDeciding(false)} />}
    </li>
  );
}
