import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import type { Money, Titles } from "@/shared/api/types";
import { useSlug } from "@/shared/solution/useSolution";
import { limitReached } from "@/shared/ui/limit";

export interface Plan {
  key: string;
  title: Titles;
  price: Money | null;
  limits: Record<string, number>;
}

export interface Billing {
  plan: string;
  status: string;
  period_end: string | null;
  seats: number | null;
  manageable: boolean;
  demonstration: boolean;
  limits: Record<string, number | null>;
  usage: Record<string, number>;
  plans: Plan[];
}

const POLL = 1500;
/** Long enough for a slow webhook; then the page says what it knows. */
const PATIENCE = 60_000;

/** Back from the payment page the plan may not have changed yet: ask until it has, and never buy twice. */
export function useBilling() {
  const { t } = useTranslation("billing");
  const slug = useSlug();
  const navigate = useNavigate();
  const { checkout } = useSearch({ strict: false }) as { checkout?: string };
  const paid = checkout === "success" || checkout === "done";
  const [since] = useState(() => Date.now());
  const found = useQuery({
    queryKey: keys.billing(slug),
    queryFn: () => http.get<Billing>(inWorkspace(slug, "billing")),
    refetchInterval: (query) => (paid && query.state.data?.plan === "free" && Date.now() - since < PATIENCE ? POLL : false),
  });
  const arrived = paid && found.data !== undefined && found.data.plan !== "free";
  useEffect(() => {
    if (!arrived) return;
    limitReached.dismiss();
    notifications.show({ color: "leaf", message: t("upgraded") });
    void navigate({ to: ".", search: {} as never, replace: true });
  }, [arrived, navigate, t]);
  return { found, confirming: paid && !arrived };
}
