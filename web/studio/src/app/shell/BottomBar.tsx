import { IconMenu2 } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useNavigation } from "./navigation";
import { NavIcon } from "./NavIcon";
import classes from "./Shell.module.css";
import { useOpenTasks } from "./useUnread";

/** On a phone: the four places of a working day under the thumb, and everything else behind a menu. */
export function BottomBar({ onMenu }: { onMenu: () => void }) {
  const { t } = useTranslation("shell");
  const groups = useNavigation();
  const tasks = useOpenTasks();
  const items = (id: string) => groups.find((group) => group.id === id)?.items ?? [];
  const [home, todo] = items("main");
  const tabs = [home, todo, items("funnels")[0], items("records")[0]].filter((item) => item !== undefined);
  return (
    <nav className={classes.bottom} aria-label={t("nav.bottom")}>
      {tabs.map((item) => (
        <Link key={item.id} to={item.to} className={classes.tab} activeOptions={{ exact: item.exact ?? false }} activeProps={{ "aria-current": "page" }}>
          <NavIcon icon={item.icon} size={22} />
          <span>{item.id === "home" ? t("nav.today") : item.label}</span>
          {item.id === "tasks" && tasks > 0 && <b className={classes.dot}>{tasks > 99 ? "99+" : tasks}</b>}
        </Link>
      ))}
      <button type="button" className={classes.tab} onClick={onMenu}>
        <IconMenu2 size={22} stroke={1.7} aria-hidden />
        <span>{t("nav.menu")}</span>
      </button>
    </nav>
  );
}
