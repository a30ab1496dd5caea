import { Button, Group, Modal, Skeleton, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { explain } from "@/shared/ui/explain";

import { useImpact, type ImpactQuestion } from "../api/impact";
import { ConcernCard } from "./ConcernCard";
import { useLiveDocument } from "./useLive";
import { UseList } from "./UseList";

interface Props {
  title: string;
  question: ImpactQuestion;
  /** What becomes of the data in words, where none is concerned. */
  consequence?: string;
  confirm: string;
  danger?: boolean;
  /** A gentler way, beside the one that was asked for. */
  instead?: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
}

/** Before something changes: what uses it, which records it concerns, and what becomes of them. */
export function ImpactDialog({ title, question, consequence, confirm, danger = false, instead, onConfirm, onClose }: Props) {
  const { t } = useTranslation(["impact", "builder", "common"]);
  const impact = useImpact(question);
  const live = useLiveDocument();
  const concerned = impact.data?.data.filter((one) => one.count !== 0) ?? [];
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ "aria-label": t("builder:close") }}>
      <Stack>
        {impact.isPending && <Waiting />}
        {impact.error && <Text size="sm" c="pomegranate" role="alert">{explain(impact.error, t)}</Text>}
        {impact.data && (
          <>
            <UseList uses={impact.data.uses} onOpen={onClose} />
            {concerned.map((concern) => <ConcernCard key={JSON.stringify(concern.effect)} concern={concern} live={live} />)}
            {concerned.length === 0 && <Text size="sm" c="dimmed">{consequence ?? t("data.none")}</Text>}
          </>
        )}
        <Group justify="flex-end">
          {instead}
          <Button variant="default" onClick={onClose}>{t("builder:cancel")}</Button>
          <Button
            color={danger ? "pomegranate" : undefined}
            loading={impact.isPending}
            onClick={() => {
              onConfirm();
              onClose();
            }}
          >
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Waiting() {
  const { t } = useTranslation("impact");
  return (
    <Stack gap={8} aria-busy aria-label={t("looking")}>
      <Skeleton height={14} width="60%" />
      <Skeleton height={32} />
      <Skeleton height={32} />
    </Stack>
  );
}
