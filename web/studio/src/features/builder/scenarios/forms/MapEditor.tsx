import { ActionIcon, Button, Group, Input, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { isObject, type Json } from "../../model/solution";
import type { StepHandle } from "../context";
import { ValueInput } from "./ValueInput";

interface Props {
  handle: StepHandle;
  label: string;
  description?: string;
  value: unknown;
  onChange: (value: Record<string, Json> | undefined) => void;
  pointer: string;
  error?: string;
  /** Names are keys: small letters, digits and underscores. */
  keys?: boolean;
}

/** Names with a value each. */
export function MapEditor({ handle, label, description, value, onChange, pointer, error, keys = false }: Props) {
  const { t } = useTranslation("builder");
  const rows = isObject(value) ? (Object.entries(value) as [string, Json][]) : [];
  const put = (all: [string, Json][]): void => onChange(all.length > 0 || keys ? Object.fromEntries(all) : undefined);
  const change = (at: number, row: [string, Json]): void => put(rows.map((one, n) => (n === at ? row : one)));
  const named = (text: string): string => (keys ? text.toLowerCase().replace(/[^a-z0-9_]/g, "_").replace(/^[^a-z]+/, "") : text);
  return (
    <Input.Wrapper label={label} labelElement="div" description={description} error={error}>
      <Stack gap={8} mt={6}>
        {rows.map(([name, one], at) => (
          <Group key={String(at)} gap={4} wrap="nowrap" align="flex-start">
            <TextInput aria-label={t("map.name", { number: at + 1 })} value={name} style={{ flex: "0 0 36%" }} onChange={(event) => change(at, [named(event.currentTarget.value), one])} />
            <div style={{ flex: 1, minWidth: 0 }}>
              <ValueInput hideLabel label={t("map.value", { name })} value={one} onChange={(next) => change(at, [name, next ?? ""])} groups={handle.groups} nameOf={handle.nameOf} pointer={`${pointer}/${name}`} error={handle.errorOf(`${pointer.split("/").pop() ?? ""}/${name}`)} />
            </div>
            <ActionIcon size="lg" aria-label={t("map.delete", { name })} onClick={() => put(rows.filter((_, n) => n !== at))}>
              <IconTrash size={15} />
            </ActionIcon>
          </Group>
        ))}
        <Button size="xs" variant="subtle" w="fit-content" leftSection={<IconPlus size={14} />} onClick={() => put([...rows, [free(rows.map(([name]) => name)), ""]])}>{t("map.add")}</Button>
      </Stack>
    </Input.Wrapper>
  );
}

function free(taken: string[]): string {
  for (let n = taken.length + 1; ; n += 1) if (!taken.includes(`name_${String(n)}`)) return `name_${String(n)}`;
}
