import { Menu } from "@mantine/core";
import { IconCheck, IconPlus, IconSelector } from "@tabler/icons-react";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useMe, useSlug } from "@/shared/solution/useSolution";
import { Stream } from "@/shared/ui/Stream";

import { type Destination, useNavigation } from "./navigation";
import { NavIcon } from "./NavIcon";
import classes from "./Shell.module.css";
import { useOpenTasks } from "./useUnread";

export function Sidebar() {
  const { t } = useTranslation("shell");
  return (
    <aside className={classes.side}>
      <WorkspaceSwitch />
      <nav className={classes.scroll} aria-label={t("nav.label")}>
        <NavigationList />
      </nav>
    </aside>
  );
}

export function NavigationList({ onGo }: { onGo?: () => void }) {
  return useNavigation().map((group) => (
    <div key={group.id} className={classes.group} role="group" aria-label={group.title ?? undefined}>
      {group.title && <div className={classes.groupTitle}>{group.title}</div>}
      {group.items.map((item) => (
        <NavigationItem key={item.id} item={item} {...(onGo ? { onGo } : {})} />
      ))}
    </div>
  ));
}

function NavigationItem({ item, onGo }: { item: Destination; onGo?: () => void }) {
  const tasks = useOpenTasks();
  const pathname = useLocation({ select: (location) => location.pathname });
  const inside = item.also?.some((path) => pathname === path || pathname.startsWith(`${path}/`)) ?? false;
  const count = item.id === "tasks" ? tasks : 0;
  return (
    <Link to={item.to} className={classes.item} activeOptions={{ exact: item.exact ?? false }} activeProps={{ "aria-current": "page" }} {...(inside && { "aria-current": "page" })} {...(onGo ? { onClick: onGo } : {})}>
      <NavIcon icon={item.icon} />
      <span>{item.label}</span>
      {count > 0 && <b className={classes.count}>{count > 99 ? "99+" : count}</b>}
    </Link>
  );
}

export function WorkspaceSwitch() {
  const { t } = useTranslation("shell");
  const me = useMe();
  const slug = useSlug();
  const navigate = useNavigate();
  const current = me.workspaces.find((workspace) => workspace.slug === slug);
  return (
    <Menu width={236} position="bottom-start" offset={2}>
      <Menu.Target>
        <button type="button" className={classes.switch} aria-label={t("workspace.switch", { title: current?.title ?? slug })}>
          <Stream />
          <strong>{current?.title ?? slug}</strong>
          <IconSelector size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("workspace.yours")}</Menu.Label>
        {me.workspaces.map((workspace) => (
          <Menu.Item key={workspace.slug} rightSection={workspace.slug === slug ? <IconCheck size={16} /> : null} onClick={() => void navigate({ to: "/w/$slug", params: { slug: workspace.slug } })}>
            {workspace.title}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={16} />} component={Link} to="/workspaces">{t("workspace.all")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
