import { SegmentedControl, VisuallyHidden } from "@mantine/core";
import { IconCalendar, IconLayoutKanban, IconLayoutList, IconTable } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { ViewKind } from "@/shared/api/views";
import { useSlug } from "@/shared/solution/useSolution";
import { usePhone } from "@/shared/ui/usePhone";

import type { ListState } from "./useListState";
import classes from "./views.module.css";

const icons = { table: IconTable, list: IconLayoutList, board: IconLayoutKanban, calendar: IconCalendar } as const;

/** The same question, seen as a table, as cards, on the board or in the calendar. */
export function KindSwitch({ state, funnel, dates }: { state: ListState; funnel: string | null; dates: string[] }) {
  const { t } = useTranslation("views");
  const slug = useSlug();
  const navigate = useNavigate();
  const phone = usePhone();
  const kinds: ViewKind[] = [...(phone ? [] : (["table"] as const)), "list", ...(funnel ? (["board"] as const) : []), ...(dates.length > 0 ? (["calendar"] as const) : [])];
  const choose = (kind: ViewKind) => {
    if (kind === "board" && funnel) return void navigate({ to: "/w/$slug/f/$funnel", params: { slug, funnel }, search: { formula: state.kept || undefined, q: state.q || undefined } as never });
    state.set({ kind, ...(kind === "calendar" && !state.date ? { date: dates[0] } : {}) });
  };
  return (
    <SegmentedControl
      className={classes.kinds ?? ""}
      aria-label={t("kind.label")}
      value={phone && state.kind === "table" ? "list" : state.kind}
      onChange={(kind) => choose(kind as ViewKind)}
      data={kinds.map((kind) => {
        const Icon = icons[kind];
        return { value: kind, label: <span title={t(`kind.${kind}`)} style={{ display: "flex" }}><Icon size={18} aria-hidden /><VisuallyHidden>{t(`kind.${kind}`)}</VisuallyHidden></span> };
      })}
    />
  );
}
