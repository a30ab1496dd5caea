import { Input, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { type Address, addressParts, isAddress } from "./address";
import classes from "./FieldValue.module.css";

interface Props extends Record<string, unknown> {
  label?: string;
  description?: string | undefined;
  required?: boolean | undefined;
  error?: string | undefined;
  value: unknown;
  onChange: (value: Address | null) => void;
}

/** An address in its parts. */
export function AddressInput({ value, onChange, error, ...rest }: Props) {
  const { t } = useTranslation("fields");
  const address: Address = isAddress(value) ? value : {};
  const set = (next: Address) => onChange(Object.values(next).some((part) => part !== undefined && part !== "") ? next : null);
  const { label, description, required, autoFocus, ...others } = rest;
  const named = label ?? (rest["aria-label"] as string | undefined);
  return (
    <Input.Wrapper label={label} description={description} required={required ?? false} error={error} labelElement="div">
      <div className={classes.address} role="group" aria-label={named}>
        {addressParts.map((part, index) => (
          <TextInput {...others} key={part} size="sm" className={part === "line1" || part === "line2" ? classes.wide : undefined} aria-label={t(`address.${part}`)} placeholder={t(`address.${part}`)} maxLength={500} autoComplete={autoComplete[part]} {...(index === 0 && autoFocus ? { autoFocus: true, "data-autofocus": true } : {})} value={address[part] ?? ""} onChange={(event) => set({ ...address, [part]: event.currentTarget.value || undefined })} />
        ))}
      </div>
    </Input.Wrapper>
  );
}

const autoComplete = { line1: "address-line1", line2: "address-line2", city: "address-level2", region: "address-level1", postal_code: "postal-code", country: "country" } as const;
