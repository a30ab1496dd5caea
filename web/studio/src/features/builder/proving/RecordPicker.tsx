import { Select, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { listRecords } from "@/shared/api/records";
import { searchRecords } from "@/shared/api/search";
import { displayOf } from "@/shared/solution/titles";
import { useSolution } from "@/shared/solution/useSolution";

import { useBuild } from "../navigation";

interface Props {
  entity: string;
  value: string | undefined;
  onChange: (record: string | undefined) => void;
}

/** Choose a record of an entity: the newest first, any by its words. */
export function RecordPicker({ entity, value, onChange }: Props) {
  const { t } = useTranslation("proving");
  const { slug } = useBuild();
  const live = useSolution().entities.find((one) => one.key === entity);
  const [typed, setTyped] = useState("");
  const [words] = useDebouncedValue(typed.trim(), 200);
  const [chosen, setChosen] = useState<{ value: string; label: string }>();
  const { data } = useQuery({
    queryKey: ["w", slug, "records", entity, "choose", words],
    queryFn: async () => {
      if (words && words !== chosen?.label) {
        const found = await searchRecords(slug, { q: words, entity, limit: 20 });
        return found.items.map((hit) => ({ value: hit.id, label: hit.title || `№ ${hit.number}` }));
      }
      const newest = await listRecords(slug, entity, { limit: 20, sort: "-created_at" });
      return newest.items.map((record) => ({ value: record.id, label: displayOf(record, live) || `№ ${record.number}` }));
    },
    enabled: live !== undefined,
    placeholderData: (before) => before,
  });
  if (!live) return <Text size="sm" c="dimmed">{t("not_published")}</Text>;
  const options = data ?? [];
  const all = chosen && !options.some((one) => one.value === chosen.value) ? [chosen, ...options] : options;
  return (
    <Select
      label={t("record")}
      placeholder={t("choose_record")}
      searchable
      clearable
      filter={({ options: found }) => found}
      data={all}
      value={value ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={t("nothing_found")}
      onChange={(id, option) => {
        setChosen(option ? { value: option.value, label: option.label } : undefined);
        onChange(id ?? undefined);
      }}
    />
  );
}
