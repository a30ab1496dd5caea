import { Alert, Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatWhen } from "@/shared/format/format";
import { useApproval, useDecision, type Approval, type Decision } from "@/shared/solution/approvals";
import { usePeople, useZone } from "@/shared/solution/useSolution";

import { ErrorState } from "./ErrorState";
import { explain } from "./explain";
import { Loading } from "./Loading";

/** What a scenario asks to decide: the question, who has decided what, a comment, and yes or no. */
export function DecisionDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation("approvals");
  const found = useApproval(id);
  return (
    <Modal opened onClose={onClose} title={t("title")} closeButtonProps={{ "aria-label": t("common:close") }}>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <Question approval={found.data} onClose={onClose} />}
    </Modal>
  );
}

function Question({ approval, onClose }: { approval: Approval; onClose: () => void }) {
  const { t } = useTranslation("approvals");
  const zone = useZone();
  const [comment, setComment] = useState("");
  const decide = useDecision(approval.id);
  const say = (decision: Decision) => decide.mutate({ decision, comment: comment.trim() || null }, { onSuccess: onClose });
  return (
    <Stack gap="md">
      <Text fw={600} style={{ overflowWrap: "anywhere" }}>{approval.text}</Text>
      <Text size="sm" c="dimmed">{[t(`rule.${approval.rule}`), approval.due && t("due", { time: formatWhen(approval.due, { zone }) })].filter(Boolean).join(" · ")}</Text>
      <Votes approval={approval} />
      {decide.error && <Alert color="pomegranate">{explain(decide.error, t)}</Alert>}
      {approval.can_decide ? (
        <>
          <Textarea label={t("comment")} description={t("comment_hint")} autosize minRows={2} maxRows={6} maxLength={2000} value={comment} onChange={(event) => setComment(event.currentTarget.value)} data-autofocus />
          <Group justify="flex-end">
            <Button variant="light" color="pomegranate" leftSection={<IconX size={16} />} loading={decide.isPending} onClick={() => say("rejected")}>{t("reject")}</Button>
            <Button color="leaf" leftSection={<IconCheck size={16} />} loading={decide.isPending} onClick={() => say("approved")}>{t("approve")}</Button>
          </Group>
        </>
      ) : (
        <Text size="sm">{approval.status !== "open" && t("over")}</Text>
      )}
    </Stack>
  );
}

function Votes({ approval }: { approval: Approval }) {
  const { t } = useTranslation("approvals");
  const { nameOf } = usePeople();
  if (approval.votes.length === 0) return null;
  return (
    <ul style={{ margin: 0, paddingLeft: 18 }}>
      {approval.votes.map((vote) => (
        <li key={vote.person}>
          <Text size="sm" span>{t(`said.${vote.decision}`, { who: nameOf(vote.person) })}</Text>
          {vote.comment && <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>{vote.comment}</Text>}
        </li>
      ))}
    </ul>
  );
}
