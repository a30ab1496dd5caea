import { Drawer, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconAlertTriangle, IconCircleX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "../builder.module.css";
import { placeOf, thingAt, type Place, type Problem } from "../model/problems";
import { titleOf } from "../model/titles";
import type { Title } from "../model/solution";
import { useBuild } from "../navigation";
import { useDraftState, useLens } from "../state/draft";

/** Everything the check found; each sentence leads to its place. */
export function IssuesPanel({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("builder");
  const { report } = useDraftState();
  const phone = useMediaQuery("(max-width: 760px)");
  return (
    <Drawer opened={opened} onClose={onClose} position={phone ? "bottom" : "right"} title={t("issues.title")} size={phone ? "70%" : 420} closeButtonProps={{ "aria-label": t("close") }}>
      <IssueList problems={report.errors} warnings={report.warnings} onOpen={onClose} />
    </Drawer>
  );
}

/** A list of problems as links to where they are mended. */
export function IssueList({ problems, warnings, onOpen }: { problems: readonly Problem[]; warnings: readonly Problem[]; onOpen: () => void }) {
  const { t } = useTranslation("builder");
  if (problems.length + warnings.length === 0) return <Text c="dimmed">{t("issues.none")}</Text>;
  return (
    <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
      {problems.map((problem, at) => (
        <Issue key={`e${String(at)}`} problem={problem} color="var(--mantine-color-error)" Mark={IconCircleX} onOpen={onOpen} />
      ))}
      {warnings.map((problem, at) => (
        <Issue key={`w${String(at)}`} problem={problem} color="var(--mantine-color-saffron-text)" Mark={IconAlertTriangle} onOpen={onOpen} />
      ))}
    </Stack>
  );
}

function Issue({ problem, color, Mark, onOpen }: { problem: Problem; color: string; Mark: typeof IconCircleX; onOpen: () => void }) {
  const { open } = useBuild();
  const where = useWhere();
  const { history } = useDraftState();
  const place = placeOf(history.present, problem.pointer);
  return (
    <li>
      <button
        type="button"
        className={classes.issue}
        onClick={() => {
          onOpen();
          open(place);
        }}
      >
        <Mark size={18} color={color} style={{ flex: "none", marginTop: 1 }} aria-hidden />
        <span>
          <Text span size="xs" c="dimmed" display="block">{where(place)}</Text>
          {problem.message}
          {problem.suggestion && <Text span size="xs" c="dimmed" display="block">{problem.suggestion}</Text>}
        </span>
      </button>
    </li>
  );
}

function useWhere(): (place: Place) => string {
  const { t } = useTranslation("builder");
  const lens = useLens();
  return (place) => {
    const thing = thingAt(lens.solution, place);
    const title = thing ? titleOf({ key: thing.key, title: thing.title as Title }, lens.language) : "";
    return [t(`nav.${place.area}`), title].filter(Boolean).join(" › ");
  };
}
