import { MultiSelect, Stack, Switch, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { scenarioTitle } from "../model/sentences";
import type { Role } from "../model/solution";
import { useLens } from "../state/draft";
import classes from "./roles.module.css";

interface Props {
  role: Role;
  onChange: (next: Partial<Role>) => void;
}

const PRESS = "press:";
const STAGE_RULES = "stage_rules";

/** What a role may do beside records: press buttons, build, and let its scenarios pass over stage rules. */
export function RolePowers({ role, onChange }: Props) {
  const { t } = useTranslation("modelling");
  const lens = useLens();
  const buttons = lens.solution.scenarios.filter((one) => one.trigger.on === "button").map((one) => ({ value: `${PRESS}${one.key}`, label: scenarioTitle(lens, one) }));
  const pressed = role.scenarios ?? [];
  const lost = pressed.filter((one) => !buttons.some((button) => button.value === one)).map((one) => ({ value: one, label: one.replace(PRESS, "") }));
  return (
    <section className={classes.powers} aria-label={t("powers.title")}>
      <Text fw={600}>{t("powers.title")}</Text>
      <MultiSelect
        maw={560}
        label={t("powers.press")}
        description={t("powers.press_help")}
        placeholder={pressed.length > 0 ? undefined : t(buttons.length > 0 ? "powers.press_none" : "powers.no_buttons")}
        data={[...buttons, ...lost]}
        value={pressed}
        hidePickedOptions
        onChange={(scenarios) => onChange({ scenarios: scenarios.length > 0 ? scenarios : undefined })}
      />
      <Stack gap="xs">
        <Switch label={t("powers.builder")} description={t("powers.builder_help")} checked={role.builder === true} onChange={(event) => onChange({ builder: event.currentTarget.checked || undefined })} />
        <Switch label={t("powers.override")} description={t("powers.override_help")} checked={role.override?.includes(STAGE_RULES) ?? false} onChange={(event) => onChange({ override: event.currentTarget.checked ? [STAGE_RULES] : undefined })} />
      </Stack>
    </section>
  );
}
