import { useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconBolt, IconLanguage, IconPlus, type Icon } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { runScenario } from "@/shared/api/records";
import { searchRecords } from "@/shared/api/search";
import { keys } from "@/shared/api/keys";
import { fold } from "@/shared/format/fold";
import { languageNames, languages, switchLanguage, titleOf } from "@/shared/i18n";
import { entityTitle } from "@/shared/solution/titles";
import { useSlug, useSolution } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";
import { useOverlay } from "@/shared/ui/overlay";

import { useNavigation } from "./navigation";
import { schemes } from "./TopBar";

export interface Command {
  id: string;
  section: "records" | "similar" | "go" | "create" | "run" | "look";
  label: string;
  icon: Icon | string;
  note?: string;
  disabled?: boolean;
  run: () => void;
}

/** Every word of the query begins a word of the label. */
export const matches = (query: string, label: string): boolean => {
  const words = fold(label).split(/[\s:/]+/);
  return fold(query).split(/\s+/).filter(Boolean).every((part) => words.some((word) => word.startsWith(part)) || fold(label).includes(part));
};

export function usePaletteCommands(query: string): Command[] {
  const found = useFoundRecords(query);
  const fixed = useFixedCommands();
  return [...found, ...fixed.filter((command) => matches(query, command.label))];
}

function useFixedCommands(): Command[] {
  const { t } = useTranslation("shell");
  const solution = useSolution();
  const slug = useSlug();
  const navigate = useNavigate();
  const { openCreate, record } = useOverlay();
  const { setColorScheme } = useMantineColorScheme();
  const run = (key: string, title: string) =>
    runScenario(slug, key, record?.id).then(
      () => notifications.show({ color: "leaf", message: t("find.started", { title }) }),
      (error: unknown) => notifications.show({ color: "pomegranate", message: explain(error, t) }),
    );
  return [
    ...useNavigation().flatMap((group) => group.items.map((item): Command => ({ id: `go-${item.id}`, section: "go", label: item.label, icon: item.icon, ...(item.letter ? { note: `g ${item.letter}` } : {}), run: () => void navigate({ to: item.to }) }))),
    ...solution.entities
      .filter((entity) => entity.rights.create && !entity.lines_of)
      .map((entity): Command => ({ id: `new-${entity.key}`, section: "create", label: t("find.createOne", { title: entityTitle(entity) }), icon: IconPlus, run: () => openCreate(entity.key) })),
    ...solution.buttons.map((button): Command => {
      const unfit = button.entity !== null && button.entity !== record?.entity;
      const title = titleOf(button.title, button.key);
      return { id: `run-${button.key}`, section: "run", label: title, icon: IconBolt, disabled: unfit, ...(unfit ? { note: t("find.needsRecord") } : {}), run: () => void run(button.key, title) };
    }),
    ...languages.map((language): Command => ({ id: `language-${language}`, section: "look", label: languageNames[language], icon: IconLanguage, run: () => void switchLanguage(language) })),
    ...schemes.map(([scheme, icon]): Command => ({ id: `scheme-${scheme}`, section: "look", label: t(`scheme.${scheme}`), icon, run: () => setColorScheme(scheme) })),
  ];
}

/** What the server finds as one types, across everything one may see. */
function useFoundRecords(query: string): Command[] {
  const { entities } = useSolution();
  const slug = useSlug();
  const { openRecord } = useOverlay();
  const [wanted] = useDebouncedValue(query.trim(), 150);
  const { data } = useQuery({
    queryKey: [...keys.workspace(slug), "search", wanted],
    queryFn: ({ signal }) => searchRecords(slug, { q: wanted, limit: 12 }, signal),
    enabled: wanted.length >= 2,
    placeholderData: wanted.length >= 2 ? keepPreviousData : undefined,
    retry: false,
  });
  return (data?.items ?? []).flatMap((hit): Command[] => {
    const entity = entities.find((one) => one.key === hit.entity);
    if (!entity) return [];
    const elsewhere = hit.field === entity.display ? "" : `${hit.text.slice(0, 60)} · `;
    return [{ id: hit.id, section: data?.similar ? "similar" : "records", label: hit.title ?? `#${String(hit.number)}`, icon: entity.icon || "box", note: elsewhere + entityTitle(entity), run: () => openRecord(hit.entity, hit.id) }];
  });
}
