import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import classes from "../builder.module.css";
import { entityIcon } from "../icons";
import { titleOf } from "../model/titles";
import { useBuild } from "../navigation";
import { useLens } from "../state/draft";
import { Empty } from "../ui/Empty";
import { EntityEditor } from "./EntityEditor";
import { NewEntity } from "./NewEntity";

/** The kinds of things a workspace keeps, and their fields. */
export function EntitiesScreen() {
  const { t } = useTranslation("builder");
  const { key, view, show, hrefOf } = useBuild();
  const lens = useLens();
  const { entities } = lens.solution;
  const chosen = entities.find((entity) => entity.key === key) ?? entities[0];
  return (
    <div className={classes.split}>
      <nav className={classes.rail} aria-label={t("nav.entities")}>
        {entities.map((entity) => {
          const Mark = entityIcon(entity.icon);
          return (
            <Link key={entity.key} to={hrefOf("entities", entity.key)} className={classes.railItem} aria-current={entity === chosen ? "page" : undefined}>
              <Mark size={17} stroke={1.8} aria-hidden />
              <span>{titleOf(entity, lens.language)}</span>
            </Link>
          );
        })}
        <Button size="xs" variant="light" fullWidth leftSection={<IconPlus size={15} />} onClick={() => show("new")}>{t("entities.add")}</Button>
      </nav>
      <div className={classes.main}>
        {chosen ? (
          <EntityEditor key={chosen.key} entityKey={chosen.key} />
        ) : (
          <Empty title={t("entities.empty")} text={t("entities.empty_text")}>
            <Button leftSection={<IconPlus size={16} />} onClick={() => show("new")}>{t("entities.add_first")}</Button>
          </Empty>
        )}
      </div>
      {view === "new" && <NewEntity onClose={() => show(undefined)} />}
    </div>
  );
}
