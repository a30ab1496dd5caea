import { Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { ImpactUse } from "../api/impact";
import classes from "./impact.module.css";
import { placeOf } from "../model/problems";
import { useBuild } from "../navigation";
import { useDraftState } from "../state/draft";

const SHOWN = 12;

/** Everything that would no longer hold, each a way to where it stands. */
export function UseList({ uses, onOpen }: { uses: readonly ImpactUse[]; onOpen: () => void }) {
  const { t } = useTranslation("impact");
  const { open } = useBuild();
  const { history } = useDraftState();
  if (uses.length === 0) return <Text size="sm" c="dimmed">{t("uses.none")}</Text>;
  return (
    <div>
      <Text size="sm" fw={550} mb={6}>{t("uses.title", { count: uses.length })}</Text>
      <ul className={classes.uses}>
        {uses.slice(0, SHOWN).map((use) => (
          <li key={use.kind + use.pointer}>
            <button
              type="button"
              className={classes.use}
              onClick={() => {
                onOpen();
                open(placeOf(history.present, use.pointer));
              }}
            >
              <span className={classes.kind}>{t(`kind.${use.kind}`)}</span>
              <span className={classes.name}>
                {use.title}
                {use.inside && <Text span size="xs" c="dimmed"> · {use.inside}</Text>}
              </span>
              <IconArrowRight size={14} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      {uses.length > SHOWN && <Text size="xs" c="dimmed" mt={4}>{t("uses.more", { count: uses.length - SHOWN })}</Text>}
    </div>
  );
}
