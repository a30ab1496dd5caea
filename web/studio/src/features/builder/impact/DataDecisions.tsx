import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Concern } from "../api/impact";
import type { Answers } from "../model/decisions";
import { ConcernCard } from "./ConcernCard";
import { useLiveDocument } from "./useLive";

interface Props {
  concerns: readonly Concern[];
  answers: Answers;
  onAnswer: (name: string, value: string) => void;
}

/** Before publishing: each change that concerns stored data, and what becomes of it. */
export function DataDecisions({ concerns, answers, onAnswer }: Props) {
  const { t } = useTranslation("impact");
  const live = useLiveDocument();
  const shown = concerns.filter((one) => one.count !== 0);
  if (shown.length === 0) return null;
  return (
    <Stack gap="xs" role="group" aria-label={t("data.title")}>
      <Text fw={600} size="sm">{t("data.title")}</Text>
      {shown.map((concern) => <ConcernCard key={JSON.stringify(concern.effect)} concern={concern} live={live} answers={answers} onAnswer={onAnswer} />)}
    </Stack>
  );
}
