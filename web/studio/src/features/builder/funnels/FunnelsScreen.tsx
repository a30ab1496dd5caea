import { Button } from "@mantine/core";
import { IconColumns3, IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import classes from "../builder.module.css";
import { titleOf } from "../model/titles";
import { useBuild } from "../navigation";
import { useLens } from "../state/draft";
import { Empty } from "../ui/Empty";
import { FunnelEditor } from "./FunnelEditor";
import { NewFunnel } from "./NewFunnel";

/** The ways that records go, stage by stage. */
export function FunnelsScreen() {
  const { t } = useTranslation("builder");
  const { key, view, show, go, hrefOf } = useBuild();
  const { solution, language } = useLens();
  const { funnels } = solution;
  const chosen = funnels.find((funnel) => funnel.key === key) ?? funnels[0];
  const noEntity = solution.entities.length === 0;
  return (
    <div className={classes.split}>
      <nav className={classes.rail} aria-label={t("nav.funnels")}>
        {funnels.map((funnel) => (
          <Link key={funnel.key} to={hrefOf("funnels", funnel.key)} className={classes.railItem} aria-current={funnel === chosen ? "page" : undefined}>
            <IconColumns3 size={17} stroke={1.8} aria-hidden />
            <span>{titleOf(funnel, language)}</span>
          </Link>
        ))}
        <Button size="xs" variant="light" fullWidth leftSection={<IconPlus size={15} />} disabled={noEntity} onClick={() => show("new")}>{t("funnels.add")}</Button>
      </nav>
      <div className={classes.main}>
        {chosen && <FunnelEditor key={chosen.key} funnelKey={chosen.key} />}
        {!chosen && noEntity && (
          <Empty title={t("funnels.no_entity")} text={t("funnels.no_entity_text")}>
            <Button leftSection={<IconPlus size={16} />} onClick={() => go(["entities"], { view: "new" })}>{t("entities.add")}</Button>
          </Empty>
        )}
        {!chosen && !noEntity && (
          <Empty title={t("funnels.empty")} text={t("funnels.empty_text")}>
            <Button leftSection={<IconPlus size={16} />} onClick={() => show("new")}>{t("funnels.add_first")}</Button>
          </Empty>
        )}
      </div>
      {view === "new" && !noEntity && <NewFunnel onClose={() => show(undefined)} />}
    </div>
  );
}
