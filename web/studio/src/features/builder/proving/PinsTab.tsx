import { Alert, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { explain } from "@/shared/ui/explain";
import { Loading } from "@/shared/ui/Loading";

import { useProofs } from "../api/going";
import { useBuild } from "../navigation";
import { ProofLine } from "../publish/PinnedProofs";
import publishing from "../publish/publish.module.css";
import { useScenario } from "../scenarios/context";
import { useDraftStore } from "../state/draft";

/** The pinned runs of the scenario, taken again as it is drawn now. */
export function PinsTab() {
  const { t } = useTranslation("live");
  const { slug } = useBuild();
  const { scenario } = useScenario();
  const store = useDraftStore();
  const [saved, setSaved] = useState(false);
  useEffect(() => void store.flush().then(() => setSaved(true)), [store]);
  const { data, error } = useProofs(slug, saved);
  const own = data?.filter((proof) => proof.pin.scenario === scenario.key);
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">{t("pins.tab_text")}</Text>
      {error && <Alert color="pomegranate">{explain(error, t)}</Alert>}
      {!own && !error && <Loading />}
      {own?.length === 0 && <Alert color="gray">{t("pins.none")}</Alert>}
      {own?.map((proof) => <div key={proof.pin.run} className={publishing.decision}><ProofLine proof={proof} /></div>)}
    </Stack>
  );
}
