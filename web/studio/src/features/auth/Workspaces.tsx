import { Button } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { http } from "@/shared/api/http";
import { useMe } from "@/shared/solution/useSolution";

import { Split } from "./Split";
import classes from "./Split.module.css";

/** Every workspace of this person. */
export function Workspaces() {
  const { t } = useTranslation("auth");
  const me = useMe();
  const leave = () => void http.post("/api/auth/sign-out").then(() => location.assign("/sign-in"));
  return (
    <Split title={t("workspaces.title")} sub={me.workspaces.length === 0 ? t("workspaces.none") : t("workspaces.sub", { name: me.user.name })}>
      <ul className={classes.list}>
        {me.workspaces.map((workspace) => (
          <li key={workspace.slug}>
            <Link to="/w/$slug" params={{ slug: workspace.slug }}>
              <strong>{workspace.title}</strong>
              <small>{t(`common:roles.${workspace.role}`, { defaultValue: workspace.role })}</small>
              <IconChevronRight size={18} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
      <Button variant="subtle" color="gray" mt="lg" onClick={leave}>{t("workspaces.signOut")}</Button>
    </Split>
  );
}
