import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { keys } from "@/shared/api/keys";
import { getRecord } from "@/shared/api/records";
import type { RecordItem } from "@/shared/api/types";
import { displayOf } from "@/shared/solution/titles";
import type { FieldView } from "@/shared/solution/types";
import { useEntity, useSlug } from "@/shared/solution/useSolution";

import { NEW, useInlineCreate } from "./useInlineCreate";
import { usePickable } from "./usePickable";

interface Props extends Record<string, unknown> {
  field: FieldView;
  value: string | null;
  onChange: (value: string | null) => void;
  record?: RecordItem | undefined;
}

/** Choose a record of another kind by its name; the server searches. */
export function LinkPicker({ field, value, onChange, record, ...rest }: Props) {
  const { t } = useTranslation("common");
  const slug = useSlug();
  const target = useEntity(field.to ?? "");
  const [typed, setTyped] = useState("");
  const to = field.to ?? "";
  const found = usePickable(target, typed);
  const chosen = useChosen(slug, to, value, record, field.key, found.items);
  const items = [...(chosen ? [chosen] : []), ...found.items.filter((item) => item.id !== chosen?.id)];
  const create = useInlineCreate(target);
  const known = items.map((item) => ({ value: item.id, label: displayOf(item, target) }));
  const wanted = typed.trim();
  const fresh = create !== null && wanted !== "" && found.settled && !known.some((item) => item.label.toLowerCase() === wanted.toLowerCase());
  const labels = fresh ? [...known, { value: NEW, label: t("field.createNamed", { name: wanted }) }] : known;
  const choose = (next: string | null) => {
    if (next !== NEW) return onChange(next);
    void create?.(wanted).then((id) => id !== null && onChange(id));
  };
  return (
    <Select
      {...rest}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("clear") }}
      placeholder={t("field.searchRecord")}
      nothingFoundMessage={t("nothingFound")}
      data={labels}
      filter={({ options }) => options}
      value={value}
      onChange={choose}
      onSearchChange={(text) => setTyped(labels.some((item) => item.value === value && item.label === text) ? "" : text)}
    />
  );
}

/** The record that is chosen now, wherever it can be had most cheaply. */
function useChosen(slug: string, to: string, value: string | null, record: RecordItem | undefined, key: string, found: RecordItem[]): RecordItem | undefined {
  const expanded = record?.expanded?.[key];
  const known = [expanded && !Array.isArray(expanded) ? expanded : undefined, ...found].find((item) => item?.id === value);
  const asked = useQuery({ queryKey: keys.record(slug, to, value ?? ""), queryFn: () => getRecord(slug, to, value ?? ""), enabled: value !== null && known === undefined, retry: false });
  return value === null ? undefined : (known ?? asked.data);
}
