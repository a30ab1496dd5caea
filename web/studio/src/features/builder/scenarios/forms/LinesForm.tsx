import { ActionIcon, Button, Group, Input, MultiSelect, Select, Stack, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { entityTitle, linesNamed, manyTitle } from "../../model/sentences";
import { isObject, type Entity } from "../../model/solution";
import { titleOf } from "../../model/titles";
import editor from "../scenarios.module.css";
import { cleaned, textOf, type FormProps } from "./parts";
import { RecordSelect } from "./RecordSelect";
import { isWritable, ValuesEditor } from "./ValuesEditor";

const DUPLICATES = ["skip", "add_quantity", "replace", "add_anyway"] as const;
const NUMBERS = ["number", "integer"];

/** Lines for a record: to which, what each holds, and what becomes of one that is there already. */
export function LinesForm({ handle }: FormProps) {
  const { t } = useTranslation("builder");
  const { step, lens, edit, errorOf } = handle;
  const { solution } = lens;
  const tables = solution.entities.filter((one) => one.lines_of);
  const parent = textOf(step.with?.entity);
  const lines = linesNamed(solution, parent, textOf(step.with?.lines));
  const choose = (key: string | null): void => {
    const next = tables.find((one) => one.key === key)?.lines_of;
    if (next) edit((now) => ({ ...now, with: cleaned({ ...now.with, entity: next.entity, lines: next.as, id: next.entity === parent ? now.with?.id : undefined, items: [{}], match: undefined, quantity: undefined }) }));
  };
  return (
    <>
      <Select
        label={t("input.lines")}
        placeholder={tables.length === 0 ? t("input.lines_none") : undefined}
        disabled={tables.length === 0}
        data={tables.map((one) => ({ value: one.key, label: t("input.lines_of", { lines: manyTitle(lens, one.key), entity: entityTitle(lens, one.lines_of?.entity) }) }))}
        value={lines?.key ?? null}
        required
        allowDeselect={false}
        error={errorOf("lines") ?? errorOf("entity")}
        onChange={choose}
      />
      {lines && (
        <>
          <RecordSelect handle={handle} of={parent} onPick={(id) => edit((now) => ({ ...now, with: cleaned({ ...now.with, id }) }))} />
          <Items handle={handle} lines={lines} />
          <Duplicates handle={handle} lines={lines} />
        </>
      )}
    </>
  );
}

function Items({ handle, lines }: FormProps & { lines: Entity }) {
  const { t } = useTranslation("builder");
  const { step, put, errorOf } = handle;
  const items = Array.isArray(step.with?.items) ? step.with.items : [];
  return (
    <Input.Wrapper label={t("input.items")} labelElement="div" error={items.length === 0 ? errorOf("items") : undefined}>
      <Stack gap="sm" mt={6}>
        {items.map((item, at) => (
          <div key={String(at)} className={editor.box} role="group" aria-label={t("input.item", { number: at + 1 })}>
            <Group justify="space-between" gap="xs">
              <Text size="xs" fw={600} c="dimmed">{t("input.item", { number: at + 1 })}</Text>
              <ActionIcon size="md" aria-label={t("input.item_delete", { number: at + 1 })} onClick={() => put("items", items.filter((_, n) => n !== at))}>
                <IconTrash size={15} />
              </ActionIcon>
            </Group>
            {isObject(item) && <ValuesEditor handle={handle} entity={lines.key} at={["items", at]} label={null} withRequired />}
          </div>
        ))}
        <Button size="xs" variant="light" w="fit-content" leftSection={<IconPlus size={14} />} onClick={() => put("items", [...items, {}])}>{t("input.item_add")}</Button>
      </Stack>
    </Input.Wrapper>
  );
}

function Duplicates({ handle, lines }: FormProps & { lines: Entity }) {
  const { t } = useTranslation("builder");
  const { step, lens, put, edit, errorOf } = handle;
  const titled = (wanted: (type: string) => boolean) => lines.fields.filter((one) => isWritable(one) && wanted(one.type)).map((one) => ({ value: one.key, label: titleOf(one, lens.language) }));
  const match = Array.isArray(step.with?.match) ? step.with.match.map(String) : [];
  const choice = textOf(step.with?.on_duplicate) ?? (match.length > 0 ? "skip" : "add_anyway");
  const pick = (keys: string[]): void =>
    edit((now) => ({ ...now, with: cleaned({ ...now.with, match: keys.length > 0 ? keys : undefined, on_duplicate: keys.length === 0 ? "add_anyway" : choice === "add_anyway" ? "skip" : choice }) }));
  return (
    <>
      <MultiSelect label={t("input.lines_match")} description={t("input.lines_match_help")} data={titled(() => true)} value={match} error={errorOf("match")} onChange={pick} />
      {match.length > 0 && <Select label={t("input.on_duplicate")} data={DUPLICATES.map((value) => ({ value, label: t(`input.on_duplicate_${value}`) }))} value={choice} allowDeselect={false} error={errorOf("on_duplicate")} onChange={(value) => put("on_duplicate", value ?? undefined)} />}
      {match.length > 0 && choice === "add_quantity" && <Select label={t("input.quantity")} data={titled((type) => NUMBERS.includes(type))} value={textOf(step.with?.quantity) ?? "quantity"} error={errorOf("quantity")} onChange={(value) => put("quantity", value ?? undefined)} />}
    </>
  );
}
