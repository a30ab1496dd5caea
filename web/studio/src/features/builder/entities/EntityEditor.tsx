import { ActionIcon, Button, Drawer, Group, Menu, Popover, Select, SimpleGrid, Tabs, UnstyledButton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconDots, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import classes from "../builder.module.css";
import { entityIcon } from "../icons";
import { newField } from "../model/making";
import { pointerOf } from "../model/pointer";
import { problemsUnder } from "../model/problems";
import type { Field } from "../model/solution";
import { titleOf } from "../model/titles";
import { useBuild } from "../navigation";
import { useDraftState, useDraftStore, useLens, useThing } from "../state/draft";
import { ConfirmDelete } from "../ui/ConfirmDelete";
import { Glyph } from "../ui/Glyph";
import { Problems } from "../ui/Problems";
import { TitleInput } from "../ui/TitleInput";
import { useFunctions } from "../api/catalog";
import editor from "./entities.module.css";
import { EntityRules } from "./EntityRules";
import { FieldForm } from "./FieldForm";
import { FieldList } from "./FieldList";
import { FormPreview } from "./FormPreview";
import { IconGrid } from "./NewEntity";
import { NewField } from "./NewField";

/** One entity: its names, and its fields in order. */
export function EntityEditor({ entityKey }: { entityKey: string }) {
  const { t } = useTranslation(["builder", "modelling"]);
  const { at, select } = useBuild();
  const { thing: entity, change, path } = useThing("entities", entityKey);
  const [adding, setAdding] = useState(false);
  const narrow = useMediaQuery("(max-width: 1180px)");
  const { language } = useLens();
  const { report } = useDraftState();
  const functions = useFunctions();
  if (!entity) return null;
  const index = entity.fields.findIndex((field) => field.key === at);
  const field = entity.fields[index];
  const own = report.errors.filter((problem) => problemsUnder([problem], path).length > 0 && !problem.pointer.includes("/fields/"));
  const add = (title: string, type: string): void => {
    const made: Field = newField(entity, title, type, [t("option.first"), t("option.second")], functions.map((one) => one.insert));
    change((now) => ({ ...now, fields: [...now.fields, made] }));
    setAdding(false);
    select(made.key);
  };
  const form = field && <FieldForm key={`${entityKey}/${String(index)}`} entityKey={entityKey} index={index} onClose={() => select(undefined)} />;
  return (
    <>
      <Header entityKey={entityKey} />
      <Problems errors={own} />
      <Tabs defaultValue="fields" mt="md" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="fields">{t("fields.tab")}</Tabs.Tab>
          <Tabs.Tab value="rules">{t("modelling:rules.tab")}</Tabs.Tab>
          <Tabs.Tab value="preview">{t("fields.preview")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="fields">
          <div className={editor.columns} style={narrow || !form ? { gridTemplateColumns: "minmax(0, 780px)" } : undefined}>
            <div>
              <FieldList entityKey={entityKey} selected={field?.key} onSelect={select} />
              <Button mt="sm" variant="light" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>{t("fields.add")}</Button>
            </div>
            {!narrow && form && <aside className={editor.panel} aria-label={t("fields.settings")}>{form}</aside>}
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <EntityRules entityKey={entityKey} />
        </Tabs.Panel>
        <Tabs.Panel value="preview">
          <FormPreview entity={entity} />
        </Tabs.Panel>
      </Tabs>
      {narrow && (
        <Drawer opened={Boolean(form)} onClose={() => select(undefined)} position="bottom" size="82%" title={field && titleOf(field, language)} closeButtonProps={{ "aria-label": t("close") }}>
          {form}
        </Drawer>
      )}
      {adding && <NewField onPick={add} onClose={() => setAdding(false)} />}
    </>
  );
}

function Header({ entityKey }: { entityKey: string }) {
  const { t } = useTranslation("builder");
  const { thing: entity, change } = useThing("entities", entityKey);
  const { language } = useLens();
  if (!entity) return null;
  const textual = entity.fields.filter((field) => !["long_text", "rich_text", "links", "multi_select", "boolean", "file", "image", "json"].includes(field.type));
  return (
    <>
      <Group gap="sm" wrap="nowrap" align="center" maw={780}>
        <IconButton icon={entity.icon} onChange={(icon) => change((now) => ({ ...now, icon }))} />
        <div style={{ flex: 1 }}>
          <TitleInput
            aria-label={t("entities.title")}
            className={classes.titleInput}
            value={entity.title}
            fallback={titleOf(entity, language)}
            onChange={(title) => change((now) => ({ ...now, title }), "title")}
          />
        </div>
        <span className={classes.key}>{entity.key}</span>
        <EntityMenu entityKey={entityKey} />
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="sm" maw={780}>
        <TitleInput label={t("entities.plural")} value={entity.plural} onChange={(plural) => change((now) => ({ ...now, plural }), "plural")} />
        <Select
          label={t("entities.display")}
          data={textual.map((field) => ({ value: field.key, label: titleOf(field, language) }))}
          value={entity.display ?? null}
          onChange={(display) => change((now) => ({ ...now, display: display ?? undefined }))}
          allowDeselect={false}
        />
      </SimpleGrid>
    </>
  );
}

function IconButton({ icon, onChange }: { icon: string | undefined; onChange: (icon: string) => void }) {
  const { t } = useTranslation("builder");
  return (
    <Popover width={340} trapFocus position="bottom-start">
      <Popover.Target>
        <UnstyledButton aria-label={t("entities.icon")} title={t("entities.icon")}>
          <Glyph of={entityIcon(icon)} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <IconGrid value={icon} onChange={onChange} />
      </Popover.Dropdown>
    </Popover>
  );
}

function EntityMenu({ entityKey }: { entityKey: string }) {
  const { t } = useTranslation("builder");
  const { edit } = useDraftStore();
  const { go } = useBuild();
  const lens = useLens();
  const [asking, setAsking] = useState(false);
  const { thing: entity, path } = useThing("entities", entityKey);
  const remove = (): void => {
    edit((now) => ({ ...now, entities: now.entities.filter((one) => one.key !== entityKey) }));
    go(["entities"]);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("entities.more")}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="pomegranate" leftSection={<IconTrash size={16} />} onClick={() => setAsking(true)}>{t("entities.delete")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking && entity && <ConfirmDelete title={titleOf(entity, lens.language)} pointer={pointerOf(path)} consequence={t("entities.delete_consequence")} onConfirm={remove} onClose={() => setAsking(false)} />}
    </>
  );
}
