import { IconUpload } from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";

import classes from "./Drop.module.css";

interface Props {
  label: string;
  hint?: ReactNode;
  accept?: string;
  multiple?: boolean;
  disabled?: boolean;
  small?: boolean;
  onFiles: (files: File[]) => void;
}

/** A place to drop files on; also a button, for who has no mouse. */
export function Drop({ label, hint, accept, multiple = false, disabled = false, small = false, onFiles }: Props) {
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (found: FileList | null) => {
    const files = [...(found ?? [])];
    if (files.length > 0 && !disabled) onFiles(multiple ? files : files.slice(0, 1));
  };
  return (
    <div
      className={classes.drop}
      data-over={over || undefined}
      data-small={small || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <input
        id={id}
        type="file"
        className={classes.input}
        {...(accept ? { accept } : {})}
        multiple={multiple}
        disabled={disabled}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
      <label htmlFor={id} className={classes.label}>
        <IconUpload size={small ? 16 : 28} stroke={1.6} aria-hidden />
        <span>{label}</span>
        {hint && <small>{hint}</small>}
      </label>
    </div>
  );
}
