import { Group, Input, NumberInput, Select } from "@mantine/core";
import { useId } from "@mantine/hooks";
import { useTranslation } from "react-i18next";

import { joinDuration, splitDuration, type Unit } from "../model/durations";

interface Props {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  error?: string;
  description?: string;
}

/** So many minutes, hours, days or weeks. */
export function DurationInput({ label, value, onChange, error, description }: Props) {
  const { t } = useTranslation("builder");
  const id = useId();
  const split = splitDuration(value);
  const units = (["m", "h", "d", "w"] as const).map((unit) => ({ value: unit, label: t(`unit.${unit}`) }));
  return (
    <Input.Wrapper label={label} labelProps={{ htmlFor: id }} error={error} description={description}>
      <Group gap="xs" wrap="nowrap" mt={4}>
        <NumberInput
          id={id}
          w={96}
          min={0}
          value={split?.amount ?? ""}
          onChange={(amount) => onChange(amount === "" ? undefined : joinDuration(Number(amount), split?.unit ?? "h"))}
        />
        <Select
          aria-label={t("unit.label")}
          data={split?.unit === "s" ? [...units, { value: "s", label: t("unit.s") }] : units}
          value={split?.unit ?? "h"}
          allowDeselect={false}
          onChange={(unit) => onChange(joinDuration(split?.amount ?? 1, (unit ?? "h") as Unit))}
          style={{ flex: 1 }}
        />
      </Group>
    </Input.Wrapper>
  );
}
