import { IconCheck, IconMinus, IconStar, IconStarFilled } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Money, RecordItem } from "@/shared/api/types";
import { formatDate, formatDateTime, formatMoney, formatNumber } from "@/shared/format/format";
import { displayOf, optionTitle } from "@/shared/solution/titles";
import type { FieldView } from "@/shared/solution/types";
import { useTeams } from "@/shared/solution/teams";
import { isComputed } from "@/shared/solution/valueType";
import { seriesColor } from "@/shared/theme/tokens";
import { Face } from "@/shared/ui/Person";

import { addressLine, isAddress } from "./address";
import { Chip } from "./Chip";
import { readDuration } from "./duration";
import classes from "./FieldValue.module.css";
import { FileValue } from "./FileValue";
import rich from "./RichText.module.css";
import { richText, wordsOf } from "./richText";
import { useValueWords, type ValueWords } from "./words";

interface Props {
  field: FieldView;
  value: unknown;
  /** The record it belongs to: it may carry the linked records. */
  record?: RecordItem;
  /** Words only, no links: inside something that is itself a link. */
  flat?: boolean;
  /** With room for several lines: formatted text in its format. */
  whole?: boolean;
}

export const isBlank = (value: unknown): boolean => value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

/** Any value as a person reads it. */
export const FieldValue = (props: Props) => valueNode(props, useValueWords());

/** The same without a component of its own: a table's cells and a board's cards are plain elements. */
export function valueNode({ field, value, record, flat = false, whole = false }: Props, words: ValueWords): ReactNode {
  if (isBlank(value)) return <span className={classes.none} aria-label={words.blank}>—</span>;
  const type = resultType(field, value);
  if (type === "money") return <span className="tabular">{formatMoney(value as Money)}</span>;
  if (type === "rating") return <Stars count={Number(value)} most={Number(field.max ?? 5)} />;
  if (type === "duration" || type === "span") return <Duration value={String(value)} />;
  if (type === "time") return <span className="tabular">{String(value)}</span>;
  if (type === "file" || type === "image") return <FileValue value={value} flat={flat} whole={whole} />;
  if (type === "rich_text") return whole ? <div className={rich.text}>{richText(String(value))}</div> : wordsOf(String(value));
  if (type === "address" && isAddress(value)) return addressLine(value);
  if (type === "team") return <TeamValue id={String(value)} />;
  if (["number", "integer", "percent"].includes(type)) return numberNode(field, value, type === "percent");
  if (type === "boolean") return value === true ? <IconCheck size={18} aria-label={words.yes} /> : <IconMinus size={18} color="var(--ink-soft)" aria-label={words.no} />;
  if (type === "date") return <span className="tabular">{formatDate(String(value))}</span>;
  if (type === "datetime") return <time className="tabular" dateTime={String(value)}>{formatDateTime(String(value), { zone: words.solution.settings.timezone })}</time>;
  if (type === "select") return chips(field, [String(value)]);
  if (type === "multi_select") return chips(field, value as string[]);
  if (type === "user") return personNode(String(value), words);
  if (type === "link") return linkNode(field, String(value), record, flat, words);
  if (type === "links") return <span className="tabular">{Array.isArray(value) ? value.length : String(value)}</span>;
  if (!flat && type === "email") return <a className={classes.link} href={`mailto:${String(value)}`}>{String(value)}</a>;
  if (!flat && type === "phone") return <a className={`${classes.link} tabular`} href={`tel:${String(value)}`}>{String(value)}</a>;
  if (!flat && type === "url" && /^https?:\/\//i.test(String(value))) return <a className={classes.link} href={String(value)} target="_blank" rel="noreferrer noopener">{String(value)}</a>;
  return plain(value);
}

/** A computed field reads as what it computes. */
function resultType(field: FieldView, value: unknown): string {
  if (!isComputed(field)) return field.type;
  if (field.result) return field.result;
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return "number";
  if (typeof value === "object" && value !== null && "amount" in value) return "money";
  return "text";
}

const plain = (value: unknown): ReactNode => (typeof value === "object" ? JSON.stringify(value) : String(value));

function Stars({ count, most }: { count: number; most: number }) {
  const { t } = useTranslation("fields");
  return (
    <span className={classes.stars} role="img" aria-label={t("rating.of", { count, most })}>
      {Array.from({ length: most }, (_, index) => (index < count ? <IconStarFilled key={index} size={15} /> : <IconStar key={index} size={15} className={classes.unlit} />))}
    </span>
  );
}

function Duration({ value }: { value: string }) {
  const { t } = useTranslation("fields");
  return <span className="tabular">{readDuration(value, (mark) => t(`duration.${mark}`))}</span>;
}

function TeamValue({ id }: { id: string }) {
  const { t } = useTranslation("fields");
  return <>{useTeams().titleOf(id) || t("team.gone")}</>;
}

function numberNode(field: FieldView, value: unknown, percent: boolean) {
  const unit = percent ? "%" : field.unit;
  return (
    <span className="tabular">
      {formatNumber(value as number)}
      {unit && <span className={classes.unit}>{"\u00a0"}{unit}</span>}
    </span>
  );
}

function chips(field: FieldView, values: string[]) {
  const options = field.options ?? [];
  return (
    <span className={classes.chips}>
      {values.map((key) => {
        const index = options.findIndex((option) => option.key === key);
        const option = options[index];
        return <Chip key={key} label={option ? optionTitle(option) : key} color={seriesColor(Math.max(0, index), option?.color)} />;
      })}
    </span>
  );
}

export const PersonValue = ({ id }: { id: string }) => personNode(id, useValueWords());

export function personNode(id: string, words: ValueWords) {
  const name = words.nameOf(id) || words.somebody;
  return (
    <span className={classes.person}>
      <Face name={name} />
      <span>{name}</span>
    </span>
  );
}

function linkedOf(record: RecordItem | undefined, field: FieldView): RecordItem | undefined {
  const found = record?.expanded?.[field.key];
  return found && !Array.isArray(found) ? found : undefined;
}

function linkNode(field: FieldView, id: string, record: RecordItem | undefined, flat: boolean, words: ValueWords) {
  const linked = linkedOf(record, field);
  const label = linked ? displayOf(linked, words.solution.entities.find((entity) => entity.key === field.to)) : id.slice(0, 8);
  if (flat || !field.to) return label;
  return (
    <button type="button" className={classes.link} onClick={() => words.openRecord(field.to ?? "", id)}>
      {label}
    </button>
  );
}
