import { Alert, Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { previewAmounts } from "@/shared/api/funnels";
import { ApiError } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import type { Money } from "@/shared/api/types";
import { formatMoney, formatNumber } from "@/shared/format/format";
import { useFunnel, useSlug } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

import type { Funnel } from "../model/solution";
import { useDraftState } from "../state/draft";
import classes from "./funnels.module.css";

const SHOWN = 5;
const write = (value: Money | number | null): string => (value === null ? "—" : typeof value === "object" ? formatMoney(value) : formatNumber(value));

/** What another way of computing the amount would change, of the cards that stand in the funnel now: seen before it is published. */
export function AmountPreview({ funnel }: { funnel: Funnel }) {
  const { t } = useTranslation("stage");
  const slug = useSlug();
  const live = useFunnel(funnel.key);
  const { status } = useDraftState();
  const computed = funnel.amount !== undefined && (funnel.amount.mode ?? "manual") !== "manual";
  const found = useQuery({
    queryKey: [...keys.records(slug, funnel.entity), "amounts", funnel.key, JSON.stringify(funnel.amount)],
    queryFn: () => previewAmounts(slug, funnel.key),
    enabled: live !== undefined && computed && status === "saved",
    retry: false,
  });
  if (!live || !computed) return null;
  if (found.isError) return found.error instanceof ApiError && found.error.status === 422 ? <Text size="xs" c="dimmed">{explain(found.error, t)}</Text> : null;
  if (!found.data || !found.data.computed) return null;
  const { affected, looked_at, cards, items } = found.data;
  if (affected === 0) return <Text size="xs" c="dimmed">{t("revalue.nothing", { count: looked_at })}</Text>;
  return (
    <Alert color="saffron" variant="light" title={t("revalue.title", { count: affected, of: looked_at })}>
      <ul className={classes.revalued}>
        {items.slice(0, SHOWN).map((item) => (
          <li key={item.id}>
            <span>{item.name}</span>
            <span className="tabular">{write(item.from)} <IconArrowRight size={12} aria-label={t("revalue.becomes")} /> {write(item.to)}</span>
          </li>
        ))}
      </ul>
      <Text size="xs">{t(cards > looked_at ? "revalue.sample" : "revalue.after", { count: cards })}</Text>
    </Alert>
  );
}
