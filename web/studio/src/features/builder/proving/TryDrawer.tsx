import { Drawer, Tabs, Text } from "@mantine/core";
import { IconFlask, IconHistory, IconHelpCircle, IconPin } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useScenario } from "../scenarios/context";
import { BacktestTab } from "./BacktestTab";
import { PinsTab } from "./PinsTab";
import { RecordTab } from "./RecordTab";
import { WhyTab } from "./WhyTab";

interface Props {
  until: string | undefined;
  onClose: () => void;
}

/** The proof before publishing: what the scenario would do on a record, what it would have done, and why it did not run. */
export function TryDrawer({ until, onClose }: Props) {
  const { t } = useTranslation(["proving", "live"]);
  const { scenario } = useScenario();
  return (
    <Drawer opened onClose={onClose} position="right" size="min(640px, 100%)" title={<Text fw={650}>{t("title")}</Text>} closeButtonProps={{ "aria-label": t("close") }}>
      <Text size="sm" c="dimmed" mb="md">{t("text")}</Text>
      <Tabs defaultValue="record" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="record" leftSection={<IconFlask size={16} aria-hidden />}>{t("tab.record")}</Tabs.Tab>
          <Tabs.Tab value="past" leftSection={<IconHistory size={16} aria-hidden />}>{t("tab.past")}</Tabs.Tab>
          <Tabs.Tab value="pins" leftSection={<IconPin size={16} aria-hidden />}>{t("live:pins.tab")}</Tabs.Tab>
          {scenario.trigger.entity && <Tabs.Tab value="why" leftSection={<IconHelpCircle size={16} aria-hidden />}>{t("tab.why")}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="record"><RecordTab until={until} /></Tabs.Panel>
        <Tabs.Panel value="past"><BacktestTab /></Tabs.Panel>
        <Tabs.Panel value="pins"><PinsTab /></Tabs.Panel>
        <Tabs.Panel value="why"><WhyTab /></Tabs.Panel>
      </Tabs>
    </Drawer>
  );
}
