import { useTranslation } from "react-i18next";

import { humanize, titleOf } from "@/shared/i18n";
import { useSolution } from "@/shared/solution/useSolution";

const preset = ["owner", "admin", "member"];

/** Every role that a person or a token may carry: the preset ones, in our words, and the solution's own. */
export function useRoles(): { value: string; label: string }[] {
  const { t } = useTranslation("common");
  const own = useSolution().roles.filter((role) => !preset.includes(role.key));
  return [...preset.map((key) => ({ value: key, label: t(`roles.${key}`) })), ...own.map((role) => ({ value: role.key, label: titleOf(role.title, humanize(role.key)) }))];
}
