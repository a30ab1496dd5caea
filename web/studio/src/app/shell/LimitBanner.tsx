import { Button, CloseButton } from "@mantine/core";
import { IconGauge } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useIsAdmin, useSlug } from "@/shared/solution/useSolution";
import { limitReached, useLimitReached } from "@/shared/ui/limit";

import classes from "./Shell.module.css";

/** A limit of the plan was reached: what it is, and the way past it. */
export function LimitBanner() {
  const { t } = useTranslation("shell");
  const sentence = useLimitReached();
  const slug = useSlug();
  const admin = useIsAdmin();
  if (!sentence) return null;
  return (
    <div className={classes.limit} role="alert">
      <IconGauge size={20} aria-hidden />
      <p>
        <strong>{t("limit.title")}</strong> {sentence} {!admin && t("limit.askAdmin")}
      </p>
      {admin && (
        <Button component={Link} to={`/w/${slug}/settings/billing`} size="xs" onClick={limitReached.dismiss}>
          {t("limit.upgrade")}
        </Button>
      )}
      <CloseButton aria-label={t("common:close")} onClick={limitReached.dismiss} />
    </div>
  );
}
