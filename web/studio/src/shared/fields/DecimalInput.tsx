import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Money } from "@/shared/api/types";
import { formatNumber, parseNumber } from "@/shared/format/format";
import type { FieldView } from "@/shared/solution/types";
import { useSolution } from "@/shared/solution/useSolution";

import classes from "./FieldValue.module.css";
import { useTyped } from "./useTyped";

type Shared = Record<string, unknown> & { error: string | undefined };

const equal = (one: string, other: string): boolean => one === other || (one !== "" && other !== "" && Number(one) === Number(other));

/** A decimal as it is written here; what is typed stays as typed, and travels as exact decimal text once it is a number. */
function DecimalInput({ value, onChange, unit, error, ...rest }: Shared & { value: string; onChange: (value: string | null) => void; unit: string | null }) {
  const { t } = useTranslation("common");
  const [typed, type] = useTyped(value, formatNumber, equal);
  const wrong = typed !== "" && parseNumber(typed) === null;
  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      className="tabular"
      value={typed}
      error={wrong ? t("field.badNumber") : error}
      rightSectionWidth={unit && unit.length > 1 ? 48 : undefined}
      rightSection={unit ? <span className={classes.inUnit}>{unit}</span> : undefined}
      onChange={(event) => {
        const text = event.currentTarget.value;
        const number = parseNumber(text);
        type(text, text.trim() === "" ? "" : (number ?? undefined));
        if (text.trim() === "") onChange(null);
        else if (number !== null) onChange(number);
      }}
    />
  );
}

/** A number, with its unit behind it. */
export function NumberField({ value, onChange, ...rest }: Shared & { value: unknown; onChange: (value: unknown) => void; unit: string | null }) {
  return <DecimalInput {...rest} value={value === null || value === undefined ? "" : String(value)} onChange={(number) => onChange(number === null ? null : Number(number))} />;
}

/** An amount, in the field's currency or else in the one it has, or the workspace's. */
export function MoneyField({ field, value, onChange, ...rest }: Shared & { field: FieldView; value: unknown; onChange: (value: unknown) => void }) {
  const { settings } = useSolution();
  const money = value as Money | null | undefined;
  const currency = field.currency ?? money?.currency ?? settings.currency;
  return <DecimalInput {...rest} unit={currency} value={money?.amount ?? ""} onChange={(amount) => onChange(amount === null ? null : { amount, currency })} />;
}
