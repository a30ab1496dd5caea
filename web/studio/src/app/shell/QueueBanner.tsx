import { Button } from "@mantine/core";
import { IconHourglass } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { components } from "@/generated/api";
import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { formatNumber } from "@/shared/format/format";
import { useIsAdmin, useSlug } from "@/shared/solution/useSolution";

import classes from "./Shell.module.css";

const GLANCE = 30_000;
const WATCH = 3_000;

/** As many runs wait as the plan allows: what that means, for as long as it lasts. */
export function QueueBanner() {
  const { t } = useTranslation("shell");
  const slug = useSlug();
  const admin = useIsAdmin();
  const { data } = useQuery({
    queryKey: keys.queue(slug),
    queryFn: () => http.get<components["schemas"]["QueueView"]>(inWorkspace(slug, "runs", "queue")),
    refetchInterval: (query) => (query.state.data?.full ? WATCH : GLANCE),
  });
  if (!data?.full) return null;
  return (
    <div className={classes.limit} role="status">
      <IconHourglass size={20} aria-hidden />
      <p>
        <strong>{t("queue.title")}</strong> {t("queue.full", { waiting: formatNumber(data.waiting) })}
      </p>
      {admin && <Button component={Link} to={`/w/${slug}/settings/billing`} size="xs">{t("limit.upgrade")}</Button>}
    </div>
  );
}
