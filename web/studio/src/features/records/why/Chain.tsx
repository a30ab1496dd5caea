import { useTranslation } from "react-i18next";

import type { WhyLink } from "@/shared/api/why";
import { humanize, titleOf } from "@/shared/i18n";
import { entityTitle } from "@/shared/solution/titles";
import { useSolution } from "@/shared/solution/useSolution";
import { useOverlay } from "@/shared/ui/overlay";

import classes from "./why.module.css";

/** What set it off, and what set that off, up to the first of it. */
export function Chain({ links, onClose }: { links: readonly WhyLink[]; onClose: () => void }) {
  return (
    <ol className={classes.chain}>
      {links.map((link, at) => <Step key={at} link={link} onClose={onClose} />)}
    </ol>
  );
}

function Step({ link, onClose }: { link: WhyLink; onClose: () => void }) {
  const { t } = useTranslation("why");
  const { entities, scenarios } = useSolution();
  const { openRecord } = useOverlay();
  const { record } = link;
  const entity = entities.find((one) => one.key === record?.entity);
  const what = t([`on.${link.on.replace(".", "_")}`, "on.other"]);
  const by = link.scenario ? titleOf(scenarios.find((one) => one.key === link.scenario)?.title, humanize(link.scenario)) : link.actor?.title;
  const open = () => {
    if (!record) return;
    onClose();
    openRecord(record.entity, record.id);
  };
  return (
    <li>
      {record && entity ? <button type="button" className={classes.ask} onClick={open}>{`${entityTitle(entity)}: ${what}`}</button> : <span>{what}</span>}
      {by && <span className={classes.soft}>{` · ${by}`}</span>}
    </li>
  );
}
