import { ActionIcon, Button, Group, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCheck, IconDots, IconMail, IconMessage, IconNote, IconPencil, IconPhone, IconTrash, IconUsers } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type ActivityItem, activitiesKey, changeActivity, changeComment, type CommentItem, commentsKey, deleteActivity, deleteComment } from "@/shared/api/talk";
import type { RecordItem } from "@/shared/api/types";
import { PersonValue } from "@/shared/fields/FieldValue";
import { formatWhen } from "@/shared/format/format";
import { useIsAdmin, useMe, usePeople, useSlug, useZone } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

import { mentioned, partsOf } from "./mentions";
import { MentionInput } from "./MentionInput";
import classes from "./Talk.module.css";

const icons = { call: IconPhone, meeting: IconUsers, note: IconNote, message: IconMail } as const;

function useAct(key: readonly unknown[]) {
  const { t } = useTranslation("talk");
  const client = useQueryClient();
  return (work: Promise<unknown>, done: () => void = () => undefined) =>
    void work.then(done, (error: unknown) => notifications.show({ color: "pomegranate", message: explain(error, t) })).finally(() => void client.invalidateQueries({ queryKey: key }));
}

/** A comment in the timeline: names lit up, one's own to change. */
export function CommentLine({ comment, record }: { comment: CommentItem; record: RecordItem }) {
  const { t } = useTranslation("talk");
  const slug = useSlug();
  const zone = useZone();
  const admin = useIsAdmin();
  const { people } = usePeople();
  const [draft, setDraft] = useState<string | null>(null);
  const act = useAct(commentsKey(slug, record.entity, record.id));
  const save = () => draft?.trim() && act(changeComment(slug, record.entity, record.id, comment.id, draft.trim(), mentioned(draft, people)), () => setDraft(null));
  return (
    <li className={classes.said} data-kind="comment">
      <div className={classes.who}>
        <IconMessage size={14} aria-hidden />
        <span>{t("said", { name: comment.author_title })}</span>
        <time dateTime={comment.created_at} className="tabular">{formatWhen(comment.created_at, { zone })}</time>
        {comment.edited_at && <span className={classes.soft}>{t("edited")}</span>}
        {(comment.mine || admin) && <More label={t("more")} onEdit={comment.mine ? () => setDraft(comment.text) : undefined} onDelete={() => act(deleteComment(slug, record.entity, record.id, comment.id))} />}
      </div>
      {draft === null ? (
        <p className={classes.words}>{partsOf(comment.text, people.filter((person) => comment.mentions.includes(person.id))).map((part, index) => (part.person ? <mark key={index}>{part.text}</mark> : part.text))}</p>
      ) : (
        <>
          <MentionInput autoFocus value={draft} onChange={setDraft} label={t("change")} placeholder="" hint={t("people")} onSend={save} onEscape={() => setDraft(null)} />
          <Group gap="xs" mt={6} justify="flex-end">
            <Button size="xs" variant="default" onClick={() => setDraft(null)}>{t("common:cancel")}</Button>
            <Button size="xs" onClick={save}>{t("common:save")}</Button>
          </Group>
        </>
      )}
    </li>
  );
}

function More({ label, onEdit, onDelete }: { label: string; onEdit: (() => void) | undefined; onDelete: () => void }) {
  const { t } = useTranslation("talk");
  return (
    <Menu position="bottom-end">
      <Menu.Target><ActionIcon size="sm" aria-label={label}><IconDots size={14} /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        {onEdit && <Menu.Item leftSection={<IconPencil size={14} />} onClick={onEdit}>{t("change")}</Menu.Item>}
        <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={onDelete}>{t("common:delete")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** An activity: done, in the timeline; planned, above it with a tick. */
export function ActivityLine({ activity, record }: { activity: ActivityItem; record: RecordItem }) {
  const { t } = useTranslation("talk");
  const slug = useSlug();
  const zone = useZone();
  const admin = useIsAdmin();
  const me = useMe().user.id;
  const act = useAct(activitiesKey(slug, record.entity, record.id));
  const Icon = icons[activity.kind];
  const open = activity.done_at === null;
  const late = open && new Date(activity.at) < new Date();
  return (
    <li className={classes.said} data-kind={activity.kind} data-late={late}>
      <div className={classes.who}>
        {open && (activity.mine || activity.responsible === me) ? <ActionIcon size="sm" variant="default" radius="xl" aria-label={t("done", { title: activity.title })} onClick={() => act(changeActivity(slug, record.entity, record.id, activity.id, { done: true }))}><IconCheck size={14} /></ActionIcon> : <Icon size={14} aria-hidden />}
        <b>{t(`kinds.${activity.kind}`)}</b>
        <time dateTime={activity.at} className="tabular">{formatWhen(activity.at, { zone })}</time>
        {late && <span className={classes.late}>{t("late")}</span>}
        {open && activity.responsible && <PersonValue id={activity.responsible} />}
        {!open && <span className={classes.soft}>{activity.author_title}</span>}
        {(activity.mine || admin) && <More label={t("more")} onEdit={undefined} onDelete={() => act(deleteActivity(slug, record.entity, record.id, activity.id))} />}
      </div>
      <p className={classes.words}>{activity.title}</p>
      {activity.text && <p className={classes.words}>{activity.text}</p>}
    </li>
  );
}
