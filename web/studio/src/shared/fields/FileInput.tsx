import { ActionIcon, Input, Progress } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Drop } from "@/shared/files/Drop";
import { filesOf, type StoredFile, uploadFile } from "@/shared/files/upload";
import { formatSize } from "@/shared/files/size";
import type { FieldView } from "@/shared/solution/types";
import { useSlug } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

import classes from "./FileValue.module.css";
import { FileEntry } from "./FileValue";

interface Props {
  field: FieldView;
  value: unknown;
  onChange: (value: unknown) => void;
  label?: string;
  description?: string;
  required?: boolean;
  error?: string | undefined;
  "aria-label"?: string;
}

/** Files of a field: dropped or chosen, sent at once, named with their size; nothing is saved before the field is. */
export function FileInput({ field, value, onChange, label, description, required, error, ...rest }: Props) {
  const { t } = useTranslation("files");
  const slug = useSlug();
  const files = filesOf(value);
  const [going, setGoing] = useState<{ name: string; share: number } | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const put = (next: StoredFile[]) => onChange(next.length === 0 ? null : field.many ? next : next[next.length - 1]);
  const send = async (chosen: File[]) => {
    const most = field.max_size ?? Infinity;
    if (chosen.some((file) => file.size > most)) return setWrong(t("tooLarge", { size: formatSize(most) }));
    setWrong(null);
    let next = field.many ? files : [];
    try {
      for (const file of chosen) {
        setGoing({ name: file.name, share: 0 });
        next = [...next, await uploadFile(slug, file, (share) => setGoing({ name: file.name, share }))];
      }
      put(next);
    } catch (problem) {
      setWrong(explain(problem, t));
    }
    setGoing(null);
  };
  const accept = field.types?.length ? field.types.join(",") : field.type === "image" ? "image/*" : undefined;
  return (
    <Input.Wrapper label={label} description={description} required={required ?? false} error={error ?? wrong} labelElement="div">
      <div className={classes.input}>
        <div className={classes.items}>
        {files.map((file) => (
          <div key={file.id} className={classes.item}>
            <FileEntry file={file} />
            <ActionIcon size="md" aria-label={t("remove", { name: file.name })} onClick={() => put(files.filter((other) => other.id !== file.id))}><IconX size={16} /></ActionIcon>
          </div>
        ))}
        </div>
        {going && <Progress value={going.share * 100} aria-label={t("sending", { name: going.name })} />}
        {(field.many || files.length === 0) && (
          <Drop small label={t(field.type === "image" ? "dropPicture" : "drop")} multiple={field.many ?? false} disabled={going !== null} {...(accept ? { accept } : {})} {...rest} onFiles={(chosen) => void send(chosen)} />
        )}
      </div>
    </Input.Wrapper>
  );
}
