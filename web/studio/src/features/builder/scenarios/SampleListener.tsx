import { Button, Code, Group, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconEar } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { components } from "@/generated/api";
import { http, inWorkspace } from "@/shared/api/http";
import { useSlug } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

import { leavesOf } from "../model/sample";

type Sample = components["schemas"]["HookSample"];
const pollMilliseconds = 2000;

interface Props {
  scenario: string;
  onPick: (path: string) => void;
}

/** Waits for the next call of the scenario's address and shows it, value by value: a click maps one. */
export function SampleListener({ scenario, onPick }: Props) {
  const { t } = useTranslation("code");
  const slug = useSlug();
  const client = useQueryClient();
  const queryKey = ["w", slug, "sample", scenario];
  const path = inWorkspace(slug, "scenarios", scenario, "sample");
  const waiting = (one: Sample | undefined): boolean => Boolean(one?.until && !one.at && new Date(one.until) > new Date());
  const found = useQuery({ queryKey, queryFn: () => http.get<Sample>(path), refetchInterval: (query) => (waiting(query.state.data) ? pollMilliseconds : false) });
  const listen = useMutation({ mutationFn: () => http.post<Sample>(path, {}), onSuccess: (one) => client.setQueryData(queryKey, one) });
  const sample = found.data;
  return (
    <Stack gap={6}>
      {sample && <Code block tabIndex={0} role="region" aria-label={t("sampleAddress")} style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{sample.url}</Code>}
      <Group gap="xs">
        <Button size="xs" variant="default" leftSection={<IconEar size={14} />} loading={listen.isPending} onClick={() => listen.mutate()}>{t("listen")}</Button>
        {waiting(sample) && <Text size="xs" c="dimmed" role="status">{t("listening")}</Text>}
      </Group>
      {listen.isError && <Text c="red" size="sm" role="alert">{explain(listen.error, t)}</Text>}
      {sample?.at && (
        <Stack gap={2} role="group" aria-label={t("sampleCame")}>
          <Text size="xs" c="dimmed">{t("sampleCame")}</Text>
          {leavesOf(sample.body).map(([place, value]) => (
            <UnstyledButton key={place} mih={{ base: 44, sm: 28 }} onClick={() => onPick(place)} title={t("mapThis", { path: place })}>
              <Group gap="xs" wrap="nowrap">
                <Code style={{ overflowWrap: "anywhere" }}>{place}</Code>
                <Text size="xs" c="dimmed" truncate>{value}</Text>
              </Group>
            </UnstyledButton>
          ))}
        </Stack>
      )}
    </Stack>
  );
}
