import { List, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { components } from "@/generated/api";
import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { formatNumber } from "@/shared/format/format";
import { useIsAdmin, useSlug } from "@/shared/solution/useSolution";

const KINDS = ["steps", "records", "seconds"] as const;

/** What a run may use by the workspace's plan; only those who manage the workspace are told of its plan. */
export function Allowed() {
  const { t } = useTranslation("live");
  const slug = useSlug();
  const manages = useIsAdmin();
  const { data } = useQuery({ queryKey: keys.billing(slug), queryFn: () => http.get<components["schemas"]["BillingView"]>(inWorkspace(slug, "billing")), enabled: manages, staleTime: 60_000 });
  const known = KINDS.flatMap((kind) => {
    const most = data?.limits[`run_${kind}`] ?? undefined;
    return most === undefined ? [] : [{ kind, most: formatNumber(most) }];
  });
  if (known.length === 0) return null;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={550}>{t("settings.allowed")}</Text>
      <List size="sm">{known.map(({ kind, most }) => <List.Item key={kind}>{t(`settings.allowed_${kind}`, { most })}</List.Item>)}</List>
      <Text size="xs" c="dimmed">{`${t("settings.allowed_step")} ${t("settings.allowed_plan")}`}</Text>
    </Stack>
  );
}
