import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useIsAdmin, useSlug } from "@/shared/solution/useSolution";

import classes from "./SettingsTabs.module.css";

/** The sections of the settings; what a reader may not open is not offered. */
export function SettingsTabs() {
  const { t } = useTranslation("settings");
  const base = `/w/${useSlug()}/settings`;
  const tabs = useIsAdmin() ? (["", "members", "teams", "tokens", "billing"] as const) : (["", "teams"] as const);
  return (
    <nav className={classes.tabs} aria-label={t("tabs.label")}>
      {tabs.map((tab) => (
        <Link key={tab} to={tab ? `${base}/${tab}` : base} activeOptions={{ exact: true }} activeProps={{ "aria-current": "page" }}>
          {t(`tabs.${tab || "workspace"}`)}
        </Link>
      ))}
    </nav>
  );
}
