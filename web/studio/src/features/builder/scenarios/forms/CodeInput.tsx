import { Alert, Button, Code, Group, JsonInput, Stack, Text, Textarea } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { components } from "@/generated/api";
import { http, inWorkspace } from "@/shared/api/http";
import { useSlug } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

type Tried = components["schemas"]["CodeTried"];

interface Props {
  label: string;
  value: string;
  error: string | undefined;
  required: boolean;
  onChange: (source: string) => void;
}

/** A step's JavaScript, with what it may read, and a place to try it on a sample. */
export function CodeInput({ label, value, error, required, onChange }: Props) {
  const { t } = useTranslation("code");
  const slug = useSlug();
  const [sample, setSample] = useState("{}");
  const tried = useMutation({ mutationFn: () => http.post<Tried>(inWorkspace(slug, "code", "try"), { source: value, input: JSON.parse(sample) as unknown }) });
  const fault = tried.error ? (tried.error instanceof SyntaxError ? t("badSample") : explain(tried.error, t)) : tried.data?.error?.message;
  return (
    <Stack gap="xs">
      <Textarea label={label} description={t("help")} error={error} required={required} autosize minRows={6} maxRows={24} spellCheck={false} styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", tabSize: 2 } }} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
      <JsonInput label={t("sample")} description={t("sampleHelp")} autosize minRows={2} maxRows={8} value={sample} onChange={setSample} />
      <Group>
        <Button size="xs" variant="default" leftSection={<IconPlayerPlay size={14} />} disabled={!value} loading={tried.isPending} onClick={() => tried.mutate()}>{t("try")}</Button>
        {tried.data && !tried.data.error && <Text size="xs" c="dimmed">{t("took", { milliseconds: tried.data.milliseconds })}</Text>}
      </Group>
      {fault && <Alert color="red" role="alert">{fault}</Alert>}
      {tried.data && !tried.data.error && <Code block aria-label={t("output")}>{JSON.stringify(tried.data.output, null, 2)}</Code>}
      {tried.data && tried.data.lines.length > 0 && <Code block aria-label={t("console")}>{tried.data.lines.join("\n")}</Code>}
    </Stack>
  );
}
