import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/shared/api/http";
import { explain } from "@/shared/ui/explain";

/** What went wrong, in the reader's words, and the one thing to do about it. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation("common");
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <Stack align="center" gap="xs" py="xl" role="alert">
      <svg viewBox="0 0 120 48" width="120" height="48" fill="none" stroke="var(--brand-line)" strokeWidth="3" strokeLinecap="round" aria-hidden="true">
        <path d="M4 32c14 0 14-16 28-16 8 0 11 6 15 10" />
        <path d="M74 24c4 4 8 8 14 8 14 0 14-16 28-16" />
        <path d="m55 18 10 14m0-14L55 32" stroke="var(--mantine-color-error)" />
      </svg>
      <Title order={2} size="h4">{t("error.title")}</Title>
      <Text c="dimmed" ta="center" maw={420}>{explain(error, t)}</Text>
      {requestId && <Text size="xs" c="dimmed" className="tabular">{t("error.request", { id: requestId })}</Text>}
      {onRetry && (
        <Group mt="xs">
          <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>{t("retry")}</Button>
        </Group>
      )}
    </Stack>
  );
}
