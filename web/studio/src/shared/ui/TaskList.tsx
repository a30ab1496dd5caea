import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Task } from "@/shared/api/types";
import { formatWhen } from "@/shared/format/format";
import { useSubject } from "@/shared/solution/inbox";
import { useTickTask } from "@/shared/solution/tasks";
import { usePeople, useSolution } from "@/shared/solution/useSolution";

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
  const { t } = useTranslation("common");
  const { nameOf } = usePeople();
  const { openRecord } = useOverlay();
  const solution = useSolution();
  const tick = useTickTask();
  const record = useSubject(task);
  const done = task.done_at !== null;
  const late = !done && task.due !== null && new Date(task.due) < new Date();
  const responsible = nameOf(task.responsible);
  const toggle = () => tick.mutate({ id: task.id, done: !done });
  return (
    <li className={`${classes.item} ${done ? classes.done : ""}`} onKeyDown={(event) => event.key === "d" && !event.ctrlKey && !event.metaKey && toggle()}>
      <button type="button" className={classes.check} aria-pressed={done} aria-label={t(done ? "task.undo" : "task.done", { title: task.title })} onClick={toggle}>
        <IconCheck size={14} stroke={3} aria-hidden />
      </button>
      <div className={classes.what}>
        <strong>{task.title}</strong>
        {record && (
          <button type="button" onClick={() => openRecord(record.entity, record.id)}>
            {record.title}
          </button>
        )}
      </div>
      {task.due && <time dateTime={task.due} className={`${classes.due} tabular ${late ? classes.late : ""}`}>{formatWhen(task.due, { zone: solution.settings.timezone })}</time>}
      {responsible && <Face name={responsible} />}
    </li>
  );
}
