import { Button, Group, SegmentedControl } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { activitiesKey, type ActivityKind, activityKinds, addActivity, addComment, commentsKey } from "@/shared/api/talk";
import type { RecordItem } from "@/shared/api/types";
import { DateInput } from "@/shared/fields/DateInput";
import { PersonPicker } from "@/shared/fields/FieldInput";
import { usePeople, useSlug } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

import { mentioned } from "./mentions";
import { MentionInput } from "./MentionInput";
import classes from "./Talk.module.css";

type Mode = "comment" | ActivityKind;

/** Say something about the record, note what was done, or plan what comes next. */
export function Composer({ record }: { record: RecordItem }) {
  const { t } = useTranslation("talk");
  const slug = useSlug();
  const client = useQueryClient();
  const { people, nameOf } = usePeople();
  const [mode, setMode] = useState<Mode>("comment");
  const [text, setText] = useState("");
  const [when, setWhen] = useState("");
  const [who, setWho] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const planned = when !== "";
  const clear = () => {
    setText("");
    setWhen("");
    setWho(null);
  };
  const send = async () => {
    if (!text.trim() || busy) return;
    setBusy(true);
    try {
      if (mode === "comment") {
        const saved = await addComment(slug, record.entity, record.id, text.trim(), mentioned(text, people));
        const unreached = saved.unreached ?? [];
        if (unreached.length > 0) notifications.show({ color: "saffron", message: t("unreached", { names: unreached.map((id) => nameOf(id)).join(", ") }), autoClose: 8000 });
      } else {
        await addActivity(slug, record.entity, record.id, { kind: mode, title: text.trim().slice(0, 500), ...(planned ? { at: when, done: false } : { done: true }), ...(who ? { responsible: who } : {}) });
      }
      clear();
      void client.invalidateQueries({ queryKey: mode === "comment" ? commentsKey(slug, record.entity, record.id) : activitiesKey(slug, record.entity, record.id) });
    } catch (error) {
      notifications.show({ color: "pomegranate", message: explain(error, t) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={classes.composer} aria-label={t("label")}>
      <SegmentedControl size="xs" fullWidth aria-label={t("kind")} value={mode} onChange={(next) => setMode(next as Mode)} data={["comment", ...activityKinds].map((each) => ({ value: each, label: t(`kinds.${each}`) }))} />
      <MentionInput value={text} onChange={setText} label={t(`write.${mode}`)} placeholder={t(`write.${mode}`)} hint={t("people")} onSend={() => void send()} />
      {(text !== "" || when !== "") && (
        <Group gap="xs" align="end">
          {mode !== "comment" && <DateInput time size="xs" label={t("when")} value={when} onChange={(next) => setWhen(next ?? "")} />}
          {mode !== "comment" && planned && <PersonPicker size="xs" label={t("who")} value={who} onChange={setWho} />}
          <span style={{ flex: 1 }} />
          <Button size="xs" loading={busy} disabled={!text.trim()} onClick={() => void send()}>{t(mode === "comment" ? "send" : planned ? "plan" : "note")}</Button>
        </Group>
      )}
    </section>
  );
}
