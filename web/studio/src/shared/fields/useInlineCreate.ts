import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { keys } from "@/shared/api/keys";
import { createRecord } from "@/shared/api/records";
import type { EntityView } from "@/shared/solution/types";
import { useSlug } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

/** The choice that makes a record of the name just typed. */
export const NEW = "\u0000new";
const words = new Set(["text", "long_text"]);

/** Make a linked record by its name alone, without leaving the one at hand; none where it needs more than a name. */
export function useInlineCreate(target: EntityView | undefined): ((name: string) => Promise<string | null>) | null {
  const { t } = useTranslation("common");
  const slug = useSlug();
  const client = useQueryClient();
  const named = target?.fields.find((field) => field.key === target.display);
  if (!target || !named || !target.rights.create || named.access !== "write" || !words.has(named.type) || target.lines_of) return null;
  const needed = target.fields.filter((field) => field.required === true && field.access === "write" && field !== named && (field.default ?? null) === null);
  if (needed.length > 0) return null;
  return async (name) => {
    try {
      const made = await createRecord(slug, target.key, { values: { [named.key]: name } });
      client.setQueryData(keys.record(slug, target.key, made.id), made);
      void client.invalidateQueries({ queryKey: keys.records(slug, target.key) });
      return made.id;
    } catch (error) {
      notifications.show({ color: "pomegranate", message: explain(error, t) });
      return null;
    }
  };
}
