import { Button, Modal, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Right } from "../model/solution";
import { entityTitle } from "../model/sentences";
import { useLens } from "../state/draft";
import { ConditionInput } from "../ui/ConditionInput";

interface Props {
  label: string;
  entity: string;
  pointer: string;
  value: Right | undefined;
  onChange: (value: Right) => void;
}

const SCOPES = ["none", "own", "team", "all"];
const FORMULA = "formula";

/** With whose records: none, own, the team's, all, or those for which a condition holds. */
export function ScopeCell({ label, entity, pointer, value, onChange }: Props) {
  const { t } = useTranslation(["builder", "modelling"]);
  const [asking, setAsking] = useState(false);
  const scope = value === true ? "all" : typeof value !== "string" ? "none" : value.startsWith("=") ? FORMULA : value;
  const data = [...SCOPES.map((one) => ({ value: one, label: t(`roles.scope.${one}`) })), { value: FORMULA, label: t("modelling:scope.formula") }];
  const choose = (next: string | null): void => {
    if (next === FORMULA) setAsking(true);
    else onChange(next === null || next === "none" ? false : next);
  };
  const tone = scope === "none" ? undefined : scope === "all" ? "var(--mantine-color-leaf-light)" : "var(--mantine-color-saffron-light)";
  return (
    <>
      <Select
        size="xs"
        w={118}
        aria-label={label}
        data={data}
        value={scope}
        allowDeselect={false}
        onChange={choose}
        onOptionSubmit={(next) => next === FORMULA && setAsking(true)}
        styles={{ input: { background: tone, fontWeight: 550 } }}
      />
      {asking && <FormulaDialog label={label} entity={entity} pointer={pointer} value={typeof value === "string" && value.startsWith("=") ? value.slice(1) : undefined} onChange={onChange} onClose={() => setAsking(false)} />}
    </>
  );
}

function FormulaDialog({ label, entity, pointer, value, onChange, onClose }: Omit<Props, "value"> & { value: string | undefined; onClose: () => void }) {
  const { t } = useTranslation(["modelling", "builder"]);
  const lens = useLens();
  return (
    <Modal opened onClose={onClose} title={label} size="lg" closeButtonProps={{ "aria-label": t("builder:close") }}>
      <Stack>
        <Text size="sm" c="dimmed">{t("scope.help", { entity: entityTitle(lens, entity) })}</Text>
        <ConditionInput label={t("scope.condition")} none={t("scope.none")} add={t("condition.add")} value={value} entity={entity} pointer={pointer} onChange={(source) => onChange(source === undefined ? false : `=${source}`)} />
        <Button style={{ alignSelf: "flex-end" }} onClick={onClose}>{t("done")}</Button>
      </Stack>
    </Modal>
  );
}
