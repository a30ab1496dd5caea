import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { keys } from "@/shared/api/keys";
import { getRecord, listRecords } from "@/shared/api/records";
import { quote } from "@/shared/format/text";
import { displayOf, searchName } from "@/shared/solution/titles";
import type { FieldView } from "@/shared/solution/types";
import { useEntity, useSlug, useSolution } from "@/shared/solution/useSolution";

interface Props extends Record<string, unknown> {
  field: FieldView;
  value: string[];
  onChange: (value: string[]) => void;
}

/** Choose several records of another kind by their names; the server searches. */
export function LinksPicker({ field, value, onChange, ...rest }: Props) {
  const { t } = useTranslation("common");
  const slug = useSlug();
  const to = field.to ?? "";
  const target = useEntity(to);
  const { entities } = useSolution();
  const [typed, setTyped] = useState("");
  const [wanted] = useDebouncedValue(typed.trim(), 200);
  const name = target ? searchName(target, entities) : null;
  const filter = wanted && name ? `CONTAINS(${name}, ${quote(wanted)})` : undefined;
  const found = useQuery({
    queryKey: [...keys.records(slug, to), "pick", filter ?? ""],
    queryFn: ({ signal }) => listRecords(slug, to, { limit: 20, ...(filter ? { filter } : {}) }, signal),
    enabled: target !== undefined,
    placeholderData: keepPreviousData,
  });
  const chosen = useQueries({ queries: value.map((id) => ({ queryKey: keys.record(slug, to, id), queryFn: () => getRecord(slug, to, id), retry: false, staleTime: 60_000 })) });
  const known = chosen.flatMap((query) => (query.data ? [query.data] : []));
  const items = [...known, ...(found.data?.items ?? []).filter((item) => !value.includes(item.id))];
  const unnamed = value.filter((id) => !known.some((item) => item.id === id)).map((id) => ({ value: id, label: id.slice(0, 8) }));
  return (
    <MultiSelect
      {...rest}
      searchable
      clearable
      hidePickedOptions
      clearButtonProps={{ "aria-label": t("clear") }}
      placeholder={value.length === 0 ? t("field.searchRecord") : ""}
      nothingFoundMessage={t("nothingFound")}
      data={[...items.map((item) => ({ value: item.id, label: displayOf(item, target) })), ...unnamed]}
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      searchValue={typed}
      onSearchChange={setTyped}
    />
  );
}
