import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { components } from "@/generated/api";
import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { useSlug } from "@/shared/solution/useSolution";
import { limitReached } from "@/shared/ui/limit";

export type Plan = components["schemas"]["PlanView"];
export type Billing = components["schemas"]["BillingView"];

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
