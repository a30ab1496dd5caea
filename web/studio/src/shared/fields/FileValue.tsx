import { Modal } from "@mantine/core";
import { IconDownload, IconFile, IconFileSpreadsheet, IconFileText, IconFileTypePdf, IconFileZip } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatSize } from "@/shared/files/size";
import { fileAddress, filesOf, isPicture, previewAddress, type StoredFile } from "@/shared/files/upload";
import { useSlug } from "@/shared/solution/useSolution";

import classes from "./FileValue.module.css";

const FACES = 3;

/** Files of a field: in words, in a row of a table, or with room for all: pictures as a gallery, the rest by name. */
export function FileValue({ value, flat, whole }: { value: unknown; flat: boolean; whole: boolean }) {
  const files = filesOf(value);
  if (flat) return <>{files.map((file) => file.name).join(", ")}</>;
  if (!whole) {
    return (
      <span className={classes.row} title={files.map((file) => file.name).join(", ")}>
        {files.slice(0, FACES).map((file) => <FileFace key={file.id} file={file} />)}
        {files.length === 1 ? <span className={classes.name}>{files[0]?.name}</span> : <span className="tabular">{files.length}</span>}
      </span>
    );
  }
  return <span className={classes.files}>{files.map((file) => <FileEntry key={file.id} file={file} />)}</span>;
}

/** A file: a picture is looked at, all else is fetched. */
export function FileEntry({ file }: { file: StoredFile }) {
  const { t } = useTranslation("files");
  const slug = useSlug();
  const [open, setOpen] = useState(false);
  if (!isPicture(file)) {
    return (
      <a className={classes.file} href={fileAddress(slug, file.id)} download>
        <FileFace file={file} />
        <span className={classes.name}>{file.name}</span>
        <small className="tabular">{formatSize(file.size)}</small>
      </a>
    );
  }
  return (
    <>
      <button type="button" className={classes.picture} aria-label={t("look", { name: file.name })} onClick={() => setOpen(true)}>
        <img src={previewAddress(slug, file.id)} alt="" loading="lazy" />
      </button>
      {open && (
        <Modal opened onClose={() => setOpen(false)} size="xl" title={file.name} closeButtonProps={{ "aria-label": t("common:close") }}>
          <img className={classes.large} src={previewAddress(slug, file.id)} alt={file.name} />
          <a className={classes.file} href={fileAddress(slug, file.id)} download>
            <IconDownload size={16} aria-hidden />
            {t("original", { size: formatSize(file.size) })}
          </a>
        </Modal>
      )}
    </>
  );
}

/** What kind of file it is, at a glance. */
function FileFace({ file }: { file: StoredFile }) {
  const slug = useSlug();
  if (isPicture(file)) return <img className={classes.face} src={previewAddress(slug, file.id)} alt="" loading="lazy" />;
  const Icon = faceOf(file.type);
  return <Icon size={20} stroke={1.6} aria-hidden />;
}

function faceOf(type: string) {
  if (type === "application/pdf") return IconFileTypePdf;
  if (type.includes("spreadsheet") || type === "text/csv") return IconFileSpreadsheet;
  if (type.startsWith("text/") || type.includes("word")) return IconFileText;
  return type.includes("zip") ? IconFileZip : IconFile;
}
