import { Button, Group, SegmentedControl, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "../builder.module.css";
import { MapView } from "../map/MapView";
import { ScenarioCards } from "../overview/Overview";
import { useBuild } from "../navigation";
import { useDraftSolution } from "../state/draft";
import { Empty } from "../ui/Empty";
import { NewScenario } from "./NewScenario";
import { ScenarioEditor } from "./ScenarioEditor";

/** All scenarios, or the one that is open. */
export function ScenariosScreen() {
  const { t } = useTranslation(["builder", "proving"]);
  const { key, view, show } = useBuild();
  const { scenarios } = useDraftSolution();
  if (key && scenarios.some((scenario) => scenario.key === key)) return <ScenarioEditor key={key} scenarioKey={key} />;
  const mapped = view === "map";
  const add = <Button leftSection={<IconPlus size={16} />} onClick={() => show("new")}>{t("scenarios.add")}</Button>;
  return (
    <div className={classes.page}>
      <Group justify="space-between" mb="lg">
        <Title order={1} size="h2">{t("nav.scenarios")}</Title>
        {scenarios.length > 0 && (
          <Group gap="sm">
            <SegmentedControl
              size="xs"
              aria-label={t("proving:map.view")}
              value={mapped ? "map" : "list"}
              onChange={(value) => show(value === "map" ? "map" : undefined)}
              data={[{ value: "list", label: t("proving:map.as_list") }, { value: "map", label: t("proving:map.as_map") }]}
            />
            {add}
          </Group>
        )}
      </Group>
      {scenarios.length > 0 ? mapped ? <MapView /> : <ScenarioCards scenarios={scenarios} /> : <Empty title={t("scenarios.empty")} text={t("scenarios.empty_text")}>{add}</Empty>}
      {view === "new" && <NewScenario onClose={() => show(undefined)} />}
    </div>
  );
}
