import { Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Change } from "../model/changes";
import type { Title } from "../model/solution";
import { titleOf } from "../model/titles";
import { useLens } from "../state/draft";

const COLORS = { added: "leaf", changed: "caspian", removed: "pomegranate" } as const;

/** Changes in words, each with its mark. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation("builder");
  const { language, solution } = useLens();
  const inside = (change: Change): string => {
    const holder = [...solution.entities, ...solution.funnels, ...solution.scenarios].find((one) => one.key === change.inside);
    return holder ? titleOf(holder, language) : "";
  };
  if (changes.length === 0) return <Text size="sm" c="dimmed">{t("changes.none")}</Text>;
  return (
    <Stack gap={6} component="ul" p={0} m={0} style={{ listStyle: "none" }}>
      {changes.map((change) => (
        <Group component="li" key={`${change.what}/${change.inside ?? ""}/${change.key}/${change.how}`} gap="xs" wrap="nowrap">
          <Badge variant="light" color={COLORS[change.how]} w={92} style={{ flex: "none" }}>{t(`changes.${change.how}`)}</Badge>
          <Text size="sm" truncate>
            {t(`changes.what.${change.what}`)}
            {change.what !== "settings" && ` “${titleOf({ key: change.key, title: change.title as Title }, language)}”`}
            {inside(change) && <Text span c="dimmed"> · {inside(change)}</Text>}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
