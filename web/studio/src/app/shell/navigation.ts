import { IconBell, IconBolt, IconChecklist, IconHistory, IconHome2, IconSettings, IconStack2, IconTrash, type Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { titleOf } from "@/shared/i18n";
import { useSlug, useSolution } from "@/shared/solution/useSolution";

export interface Destination {
  id: string;
  label: string;
  to: string;
  /** A drawn icon, or the name of an entity's. */
  icon: Icon | string;
  /** Pressed after `g`. */
  letter?: string;
  exact?: boolean;
  /** Other paths that belong to it: it is marked there too. */
  also?: string[];
}

interface NavigationGroup {
  id: "main" | "records" | "funnels" | "build" | "end";
  title: string | null;
  items: Destination[];
}

/** Everywhere one can go, once: the side bar, the bottom bar, the palette and the shortcuts all read this. */
export function useNavigation(): NavigationGroup[] {
  const { t } = useTranslation("shell");
  const solution = useSolution();
  const base = `/w/${useSlug()}`;
  const build: Destination[] = solution.me.can_build
    ? [
        { id: "automation", label: t("nav.automation"), to: `${base}/build/scenarios`, icon: IconBolt, letter: "a" },
        { id: "runs", label: t("nav.runs"), to: `${base}/build/runs`, icon: IconHistory, letter: "r" },
        { id: "build", label: t("nav.structure"), to: `${base}/build`, icon: IconStack2, letter: "b", exact: true, also: ["entities", "funnels", "roles", "versions"].map((screen) => `${base}/build/${screen}`) },
      ]
    : [];
  return [
    {
      id: "main",
      title: null,
      items: [
        { id: "home", label: t("nav.home"), to: base, icon: IconHome2, letter: "h", exact: true },
        { id: "tasks", label: t("nav.tasks"), to: `${base}/tasks`, icon: IconChecklist, letter: "t" },
        { id: "notifications", label: t("nav.notifications"), to: `${base}/notifications`, icon: IconBell, letter: "n" },
      ],
    },
    {
      id: "funnels",
      title: t("nav.funnels"),
      items: solution.funnels.map((funnel, index) => ({ id: `f-${funnel.key}`, label: titleOf(funnel.title, funnel.key), to: `${base}/f/${funnel.key}`, icon: "funnel", ...(index === 0 ? { letter: "f" } : {}) })),
    },
    {
      id: "records",
      title: t("nav.records"),
      items: solution.entities
        .filter((entity) => !entity.lines_of && entity.rights.read)
        .map((entity, index) => ({ id: `r-${entity.key}`, label: titleOf(entity.plural, entity.key), to: `${base}/r/${entity.key}`, icon: entity.icon || "box", ...(index < 9 ? { letter: String(index + 1) } : {}) })),
    },
    { id: "build", title: t("nav.build"), items: build },
    { id: "end", title: null, items: [{ id: "trash", label: t("nav.trash"), to: `${base}/trash`, icon: IconTrash }, { id: "settings", label: t("nav.settings"), to: `${base}/settings`, icon: IconSettings, letter: "s" }] },
  ].filter((group) => group.items.length > 0) as NavigationGroup[];
}
