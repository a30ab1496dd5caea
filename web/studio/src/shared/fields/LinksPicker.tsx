import { MultiSelect } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { keys } from "@/shared/api/keys";
import { getRecord } from "@/shared/api/records";
import { displayOf } from "@/shared/solution/titles";
import type { FieldView } from "@/shared/solution/types";
import { useEntity, useSlug } from "@/shared/solution/useSolution";

import { usePickable } from "./usePickable";

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
  const [typed, setTyped] = useState("");
  const found = usePickable(target, typed);
  const chosen = useQueries({ queries: value.map((id) => ({ queryKey: keys.record(slug, to, id), queryFn: () => getRecord(slug, to, id), retry: false, staleTime: 60_000 })) });
  const known = chosen.flatMap((query) => (query.data ? [query.data] : []));
  const items = [...known, ...found.items.filter((item) => !value.includes(item.id))];
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
