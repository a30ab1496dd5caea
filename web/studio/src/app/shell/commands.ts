import { useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconBolt, IconLanguage, IconPlus, type Icon } from "@tabler/icons-react";
import { useQueries } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { listRecords, runScenario } from "@/shared/api/records";
import { keys } from "@/shared/api/keys";
import { quote } from "@/shared/format/text";
import { languageNames, languages, switchLanguage, titleOf } from "@/shared/i18n";
import { displayOf, entityTitle, expandOf, searchName } from "@/shared/solution/titles";
import { useSlug, useSolution } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";
import { useOverlay } from "@/shared/ui/overlay";

import { useNavigation } from "./navigation";
import { schemes } from "./TopBar";

export interface Command {
  id: string;
  section: "records" | "go" | "create" | "run" | "look";
  label: string;
  icon: Icon | string;
  note?: string;
  disabled?: boolean;
  run: () => void;
}

const fold = (text: string): string =>
  text.toLocaleLowerCase("tr").replace(/[əöüğçşı]/g, (letter) => ({ ə: "e", ö: "o", ü: "u", ğ: "g", ç: "c", ş: "s", ı: "i" })[letter] ?? letter).replaceAll("i̇", "i");

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

function useFoundRecords(query: string): Command[] {
  const solution = useSolution();
  const slug = useSlug();
  const { openRecord } = useOverlay();
  const [wanted] = useDebouncedValue(query.trim(), 180);
  const entities = wanted.length < 2 ? [] : solution.entities.filter((entity) => entity.rights.read && !entity.lines_of && searchName(entity, solution.entities) !== null);
  const results = useQueries({
    queries: entities.map((entity) => ({
      queryKey: [...keys.records(slug, entity.key), "find", wanted],
      queryFn: ({ signal }: { signal: AbortSignal }) => listRecords(slug, entity.key, { filter: `CONTAINS(${searchName(entity, solution.entities) ?? "name"}, ${quote(wanted)})`, limit: 4, ...(expandOf(entity) ? { expand: expandOf(entity) ?? "" } : {}) }, signal),
      retry: false,
    })),
  });
  return entities.flatMap((entity, index) =>
    (results[index]?.data?.items ?? []).map((item): Command => ({ id: item.id, section: "records", label: displayOf(item, entity), icon: entity.icon || "box", note: entityTitle(entity), run: () => openRecord(entity.key, item.id) })),
  );
}
