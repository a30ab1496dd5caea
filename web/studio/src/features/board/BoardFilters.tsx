import { CloseButton, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconAlarm, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { FunnelView } from "@/shared/solution/types";
import { useMe, usePeople } from "@/shared/solution/useSolution";

import { type BoardFilter, hasTimes, NOBODY } from "./boardFilter";
import classes from "./BoardPage.module.css";

interface Props {
  funnel: FunnelView;
  filter: BoardFilter;
  /** Whether cards have a name to be found by. */
  named: boolean;
  onChange: (filter: Partial<BoardFilter>) => void;
}

/** What is on the board: found by name, of one person, or only what is late. */
export function BoardFilters({ funnel, filter, named, onChange }: Props) {
  const { t } = useTranslation("board");
  const me = useMe().user.id;
  const { people } = usePeople();
  const [text, setText] = useState(filter.text);
  const settle = useDebouncedCallback((value: string) => onChange({ text: value }), 250);
  const write = (value: string) => {
    setText(value);
    settle(value);
  };
  const others = people.filter((person) => person.id !== me).map((person) => ({ value: person.id, label: person.name }));
  const who = [{ value: me, label: t("filter.mine") }, { value: NOBODY, label: t("filter.nobody") }, ...others];
  return (
    <div className={classes.filters} role="search" aria-label={t("filter.label")}>
      {named && (
        <TextInput size="xs" type="search" className={classes.find ?? ""} aria-label={t("filter.find")} placeholder={t("filter.find")} leftSection={<IconSearch size={14} />} rightSection={text && <CloseButton size="xs" aria-label={t("common:clear")} onClick={() => write("")} />} value={text} onChange={(event) => write(event.currentTarget.value)} />
      )}
      <Select size="xs" className={classes.who ?? ""} clearable searchable aria-label={t("filter.who")} placeholder={t("filter.everybody")} data={who} value={filter.who || null} onChange={(value) => onChange({ who: value ?? "" })} clearButtonProps={{ "aria-label": t("common:clear") }} />
      {hasTimes(funnel) && (
        <button type="button" className={classes.toggle} aria-pressed={filter.late} onClick={() => onChange({ late: !filter.late })}>
          <IconAlarm size={16} aria-hidden /> <span>{t("filter.late")}</span>
        </button>
      )}
    </div>
  );
}
