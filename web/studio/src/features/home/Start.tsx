import { Button, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { useMe, useSlug } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";
import { Page } from "@/shared/ui/Page";

import { Checklist } from "./Checklist";
import classes from "./Home.module.css";

/** Install the ready solution: as a draft, then live, so that it is there to use a moment later. */
function useTemplate() {
  const { t } = useTranslation("home");
  const slug = useSlug();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const turnkeyRepair = (await import("@gallery/turnkey_repair.json")).default;
      await http.put(inWorkspace(slug, "draft"), turnkeyRepair);
      await http.post(inWorkspace(slug, "publish"), { note: t("start.note") });
    },
    onSuccess: () => {
      notifications.show({ color: "leaf", message: t("start.installed") });
      void client.invalidateQueries({ queryKey: keys.workspace(slug) });
    },
  });
}

/** A workspace with nothing in it: two ways to begin, neither of them empty. */
export function Start() {
  const { t } = useTranslation("home");
  const slug = useSlug();
  const { user } = useMe();
  const install = useTemplate();
  return (
    <Page title={t("hello", { name: user.name.split(" ")[0] })}>
      <div className={classes.hero}>
        <div>
          <h2>{t("start.title")}</h2>
          <p>{t("start.text")}</p>
        </div>
        <svg viewBox="0 0 280 120" fill="none" strokeLinecap="round" aria-hidden="true">
          <path d="M6 84c44 0 44-52 90-52s46 52 92 52 44-52 86-52" stroke="#5fc0c6" strokeWidth="5" />
          <path d="M6 106c44 0 44-52 90-52s46 52 92 52 44-52 86-52" stroke="#2a7880" strokeWidth="2.5" />
          <circle cx="96" cy="32" r="10" fill="#f0a928" />
          <circle cx="188" cy="84" r="8" fill="#0b3238" stroke="#82c277" strokeWidth="4" />
        </svg>
      </div>
      <div className={classes.choices}>
        <section className={classes.choice} aria-labelledby="start-template">
          <h3 id="start-template">{t("start.template")}</h3>
          <p>{t("start.templateText")}</p>
          <ul>
            <li>{t("start.templateA")}</li>
            <li>{t("start.templateB")}</li>
            <li>{t("start.templateC")}</li>
          </ul>
          {install.isError && <Text c="red" size="sm" role="alert">{explain(install.error, t)}</Text>}
          <Button onClick={() => install.mutate()} loading={install.isPending}>{t("start.templateAction")}</Button>
        </section>
        <section className={classes.choice} aria-labelledby="start-own">
          <h3 id="start-own">{t("start.own")}</h3>
          <p>{t("start.ownText")}</p>
          <Button variant="default" component={Link} to={`/w/${slug}/build/entities`}>{t("start.ownAction")}</Button>
        </section>
      </div>
      <Checklist />
    </Page>
  );
}
