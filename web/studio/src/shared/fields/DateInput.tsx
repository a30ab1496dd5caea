import { ActionIcon, Popover, TextInput } from "@mantine/core";
import { IconCalendar } from "@tabler/icons-react";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Day, dayOf, fromWall, plus, readDay, readTime, timeOf } from "@/shared/format/days";
import { formatDate, formatDateTime } from "@/shared/format/format";
import { useZone } from "@/shared/solution/useSolution";

import { MonthPicker } from "./MonthPicker";
import { useTyped } from "./useTyped";

interface Props extends Record<string, unknown> {
  /** A day such as `2026-02-28`, or with `time` an instant; "" for none. */
  value: string;
  onChange: (value: string | null) => void;
  error?: string | undefined;
  /** Whether it is an instant, written on the clock of the workspace. */
  time?: boolean;
  onBlur?: (event: React.FocusEvent) => void;
  onKeyDown?: (event: React.KeyboardEvent) => void;
}

/** Nobody means midnight who names a day alone. */
const MORNING = "09:00";

/** A day as it is written here, typed or picked from a month; the arrows up and down go from day to day. */
export function DateInput({ value, onChange, error, time = false, onBlur, onKeyDown, ...rest }: Props) {
  const { t } = useTranslation("fields");
  const zone = useZone();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [left, setLeft] = useState(true);
  const write = useCallback((kept: string) => (time ? formatDateTime(kept, { zone }) : formatDate(kept)), [time, zone]);
  const [typed, type] = useTyped(value, write);
  const read = (text: string): string | null => (time ? readInstant(text, zone) : readDay(text.trim()));
  const wrong = left && typed.trim() !== "" && read(typed) === null;
  const day: Day | null = value ? dayOf(value, zone) : null;
  const put = (next: string) => {
    type(write(next), next);
    onChange(next);
  };
  const putDay = (next: Day) => put(time ? fromWall(next, timeOf(value, zone) ?? MORNING, zone).toISOString() : next);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" withinPortal withRoles={false} zIndex={400}>
      <Popover.Target>
        <TextInput
          {...rest}
          ref={input}
          className="tabular"
          autoComplete="off"
          placeholder={t(time ? "date.formTime" : "date.form")}
          value={typed}
          error={wrong ? t(time ? "date.badTime" : "date.bad") : error}
          rightSection={
            <ActionIcon size="sm" tabIndex={-1} aria-label={t("date.pick")} aria-expanded={open} onMouseDown={(event) => event.preventDefault()} onClick={() => { input.current?.focus(); setOpen(!open); }}>
              <IconCalendar size={16} stroke={1.7} />
            </ActionIcon>
          }
          onChange={(event) => {
            const text = event.currentTarget.value;
            setLeft(false);
            const next = text.trim() === "" ? "" : read(text);
            type(text, next ?? undefined);
            if (next !== null) onChange(next || null);
          }}
          onBlur={(event) => {
            setLeft(true);
            setOpen(false);
            if (value && read(typed) === value) type(write(value), value);
            onBlur?.(event);
          }}
          onKeyDown={(event) => {
            const step = event.altKey || event.ctrlKey || event.metaKey ? undefined : { ArrowUp: 1, ArrowDown: -1 }[event.key];
            if (step !== undefined) {
              event.preventDefault();
              event.stopPropagation();
              putDay(day ? plus(day, step) : (dayOf(new Date().toISOString(), zone) ?? ""));
            } else if (event.key === "Escape" && open) {
              event.stopPropagation();
              setOpen(false);
            } else onKeyDown?.(event);
          }}
        />
      </Popover.Target>
      <Popover.Dropdown p="xs" onMouseDown={(event) => event.preventDefault()}>
        <MonthPicker key={day} day={day} today={dayOf(new Date().toISOString(), zone) ?? ""} onPick={(next) => { putDay(next); setOpen(false); }} />
      </Popover.Dropdown>
    </Popover>
  );
}

function readInstant(text: string, zone: string): string | null {
  const [date = "", clock] = text.trim().split(/[\sT]+/);
  const day = readDay(date);
  const time = clock === undefined ? MORNING : readTime(clock);
  return day && time ? fromWall(day, time, zone).toISOString() : null;
}
