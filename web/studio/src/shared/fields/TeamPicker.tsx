import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useTeams } from "@/shared/solution/teams";

export function TeamPicker({ value, onChange, ...rest }: { value: string | null; onChange: (value: string | null) => void } & Record<string, unknown>) {
  const { t } = useTranslation("common");
  const { teams } = useTeams();
  return <Select {...rest} clearable searchable={teams.length > 7} placeholder={t("field.choose")} data={teams.map((team) => ({ value: team.id, label: team.title }))} value={value} onChange={onChange} clearButtonProps={{ "aria-label": t("clear") }} />;
}
