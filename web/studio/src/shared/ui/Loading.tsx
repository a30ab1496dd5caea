import { useTranslation } from "react-i18next";

import classes from "./Loading.module.css";

/** One continuous line while something is on its way; nothing at all for the first 150 ms. */
export function Loading({ full = false }: { full?: boolean }) {
  const { t } = useTranslation("common", { useSuspense: false });
  return (
    <div className={full ? `${classes.box} ${classes.full}` : classes.box} role="status" aria-busy aria-label={t("loading", { defaultValue: "…" })}>
      <svg viewBox="0 0 120 32" width="96" height="26" aria-hidden="true">
        <path className={classes.line} d="M4 22c14 0 14-12 28-12s14 12 28 12 14-12 28-12 14 12 28 12" fill="none" stroke="currentColor" strokeWidth="4" strokeLinecap="round" />
      </svg>
    </div>
  );
}
