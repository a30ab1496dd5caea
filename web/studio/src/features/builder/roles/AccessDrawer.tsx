import { Drawer, SegmentedControl, Stack, Tabs, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Access, Entity } from "../model/solution";
import { titleOf } from "../model/titles";
import { useLens } from "../state/draft";

interface Props {
  entity: Entity;
  access: Access;
  onChange: (next: Partial<Access>) => void;
  onClose: () => void;
}

/** Of one entity: which fields a role sees and changes, and the cards of which stages. */
export function AccessDrawer({ entity, access, onChange, onClose }: Props) {
  const { t } = useTranslation(["builder", "modelling"]);
  const { solution, language } = useLens();
  const funnels = solution.funnels.filter((funnel) => funnel.entity === entity.key);
  return (
    <Drawer opened onClose={onClose} position="right" title={t("roles.fields_of", { entity: titleOf(entity, language) })} closeButtonProps={{ "aria-label": t("close") }}>
      <Tabs defaultValue="fields" keepMounted={false}>
        {funnels.length > 0 && (
          <Tabs.List mb="md">
            <Tabs.Tab value="fields">{t("roles.fields")}</Tabs.Tab>
            <Tabs.Tab value="stages">{t("modelling:access.stages")}</Tabs.Tab>
          </Tabs.List>
        )}
        <Tabs.Panel value="fields">
          <Stack gap="sm">
            <Text size="sm" c="dimmed">{t("roles.fields_help")}</Text>
            {entity.fields.map((field) => <Row key={field.key} title={titleOf(field, language)} value={access.fields?.[field.key]} onChange={(right) => onChange({ fields: put(access.fields, field.key, right) })} />)}
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="stages">
          <Stack gap="sm">
            <Text size="sm" c="dimmed">{t("modelling:access.stages_help")}</Text>
            {funnels.map((funnel) => (
              <Stack key={funnel.key} gap="sm">
                {funnels.length > 1 && <Text fw={600} size="sm">{titleOf(funnel, language)}</Text>}
                {funnel.stages.map((stage) => <Row key={stage.key} title={titleOf(stage, language)} value={access.stages?.[stage.key]} onChange={(right) => onChange({ stages: put(access.stages, stage.key, right) })} />)}
              </Stack>
            ))}
          </Stack>
        </Tabs.Panel>
      </Tabs>
    </Drawer>
  );
}

function Row({ title, value, onChange }: { title: string; value: string | undefined; onChange: (right: string) => void }) {
  const { t } = useTranslation("builder");
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>{title}</Text>
      <SegmentedControl size="xs" fullWidth aria-label={title} value={value ?? "write"} onChange={onChange} data={["write", "read", "hidden"].map((one) => ({ value: one, label: t(`roles.field.${one}`) }))} />
    </div>
  );
}

/** The rights with one changed; what is not limited is not written down. */
function put<T extends string>(rights: Record<string, T> | undefined, key: string, right: string): Record<string, T> | undefined {
  const rest = Object.fromEntries(Object.entries(rights ?? {}).filter(([name]) => name !== key)) as Record<string, T>;
  const next = right === "write" ? rest : { ...rest, [key]: right as T };
  return Object.keys(next).length > 0 ? next : undefined;
}
