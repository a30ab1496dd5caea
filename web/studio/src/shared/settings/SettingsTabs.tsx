import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { useIsAdmin, useSlug } from "@/shared/solution/useSolution";

import classes from "./SettingsTabs.module.css";

/** The sections of the settings; what a reader may not open is not offered. */
export function SettingsTabs() {
  const { t } = useTranslation("settings");
  const base = `/w/${useSlug()}/settings`;
  const tabs = useIsAdmin() ? (["", "members", "teams", "times", "connections", "tokens", "billing"] as const) : (["", "teams", "times"] as const);
  const nav = useRef<HTMLElement>(null);
  // on a phone the tabs scroll sideways: the one that is open is in sight
  useEffect(() => void nav.current?.querySelector("[aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" }), []);
  return (
    <nav ref={nav} className={classes.tabs} aria-label={t("tabs.label")}>
      {tabs.map((tab) => (
        <Link key={tab} to={tab ? `${base}/${tab}` : base} activeOptions={{ exact: true }} activeProps={{ "aria-current": "page" }}>
          {t(`tabs.${tab || "workspace"}`)}
        </Link>
      ))}
    </nav>
  );
}
