import { ActionIcon, Button, Checkbox, Group, Menu, Table, Text } from "@mantine/core";
import { IconDots, IconShieldLock, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import classes from "../builder.module.css";
import { entityIcon } from "../icons";
import { pointerOf } from "../model/pointer";
import type { Access, Entity } from "../model/solution";
import { titleOf } from "../model/titles";
import { useBuild } from "../navigation";
import { useDraftStore, useLens, useProblems, useThing } from "../state/draft";
import { ConfirmDelete } from "../ui/ConfirmDelete";
import { Glyph } from "../ui/Glyph";
import { Problems } from "../ui/Problems";
import { TitleInput } from "../ui/TitleInput";
import { AccessDrawer } from "./AccessDrawer";
import { RolePowers } from "./RolePowers";
import { ScopeCell } from "./ScopeCell";

const SCOPED = ["read", "update", "delete"] as const;

/** A role: for each entity, what it may do and with whose records. */
export function RoleEditor({ roleKey }: { roleKey: string }) {
  const { t } = useTranslation(["builder", "modelling"]);
  const { thing: role, change, path } = useThing("roles", roleKey);
  const { solution, language } = useLens();
  const { errors, warnings } = useProblems(path);
  const [opened, setOpened] = useState<Entity>();
  if (!role) return null;
  const accessOf = (entity: string): Access => role.access.find((one) => one.entity === entity) ?? { entity };
  const put = (entity: string, next: Partial<Access>): void =>
    change((now) => {
      const merged = { ...accessOf(entity), ...next };
      const known = now.access.some((one) => one.entity === entity);
      return { ...now, access: known ? now.access.map((one) => (one.entity === entity ? merged : one)) : [...now.access, merged] };
    });
  return (
    <>
      <Group gap="sm" wrap="nowrap">
        <Glyph of={IconShieldLock} tone="plum" />
        <div style={{ flex: 1, maxWidth: 420 }}>
          <TitleInput aria-label={t("roles.title")} className={classes.titleInput} value={role.title} fallback={titleOf(role, language)} onChange={(title) => change((now) => ({ ...now, title }), "title")} />
        </div>
        <span className={classes.key}>{role.key}</span>
        <RoleMenu roleKey={roleKey} />
      </Group>
      <Text size="sm" c="dimmed" my="md" maw={640}>{t("roles.help")}</Text>
      <Table.ScrollContainer minWidth={720}>
        <Table verticalSpacing="sm" withTableBorder bg="var(--surface)" style={{ borderRadius: 10, overflow: "hidden" }}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("nav.entities")}</Table.Th>
              <Table.Th>{t("roles.right.create")}</Table.Th>
              {SCOPED.map((right) => <Table.Th key={right}>{t(`roles.right.${right}`)}</Table.Th>)}
              <Table.Th>{t("modelling:access.export")}</Table.Th>
              <Table.Th>{t("roles.fields")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {solution.entities.map((entity) => {
              const access = accessOf(entity.key);
              const title = titleOf(entity, language);
              const parent = entity.lines_of && !role.access.some((one) => one.entity === entity.key) ? solution.entities.find((one) => one.key === entity.lines_of?.entity) : undefined;
              return (
                <Table.Tr key={entity.key}>
                  <Table.Td>
                    <Group gap="xs" wrap="nowrap">
                      <Glyph of={entityIcon(entity.icon)} small />
                      <Text size="sm" fw={550}>{title}</Text>
                    </Group>
                  </Table.Td>
                  {parent ? (
                    <Table.Td colSpan={SCOPED.length + 3}>
                      <Group gap="sm">
                        <Text size="sm" c="dimmed">{t("roles.inherited", { entity: titleOf(parent, language) })}</Text>
                        <Button size="compact-xs" variant="subtle" onClick={() => put(entity.key, ownRights(accessOf(parent.key)))}>{t("roles.own_rights")}</Button>
                      </Group>
                    </Table.Td>
                  ) : (
                    <AccessCells entity={entity} access={access} pointer={`${pointerOf(path)}/access/${String(role.access.findIndex((one) => one.entity === entity.key))}`} onChange={(next) => put(entity.key, next)} onOpen={() => setOpened(entity)} />
                  )}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Problems errors={errors} warnings={warnings} />
      {opened && <AccessDrawer entity={opened} access={accessOf(opened.key)} onChange={(next) => put(opened.key, next)} onClose={() => setOpened(undefined)} />}
      <RolePowers role={role} onChange={(next) => change((now) => ({ ...now, ...next }))} />
    </>
  );
}

interface CellsProps {
  entity: Entity;
  access: Access;
  pointer: string;
  onChange: (next: Partial<Access>) => void;
  onOpen: () => void;
}

/** What the role may do with records of one entity. */
function AccessCells({ entity, access, pointer, onChange, onOpen }: CellsProps) {
  const { t } = useTranslation(["builder", "modelling"]);
  const { language } = useLens();
  const title = titleOf(entity, language);
  const limited = Object.keys({ ...access.fields, ...access.stages }).length;
  return (
    <>
      <Table.Td>
        <Checkbox aria-label={t("roles.cell", { right: t("roles.right.create"), entity: title })} checked={access.create === true} onChange={(event) => onChange({ create: event.currentTarget.checked })} />
      </Table.Td>
      {SCOPED.map((right) => (
        <Table.Td key={right}>
          <ScopeCell entity={entity.key} pointer={`${pointer}/${right}`} label={t("roles.cell", { right: t(`roles.right.${right}`), entity: title })} value={access[right]} onChange={(value) => onChange({ [right]: value })} />
        </Table.Td>
      ))}
      <Table.Td>
        <Checkbox aria-label={t("roles.cell", { right: t("modelling:access.export"), entity: title })} checked={access.export !== false} onChange={(event) => onChange({ export: event.currentTarget.checked ? undefined : false })} />
      </Table.Td>
      <Table.Td>
        <Button size="compact-xs" variant={limited > 0 ? "light" : "subtle"} color={limited > 0 ? "saffron" : "gray"} onClick={() => onOpen()} aria-label={t("roles.cell", { right: limited > 0 ? t("roles.limited", { count: limited }) : t("roles.all_fields"), entity: title })}>
          {limited > 0 ? t("roles.limited", { count: limited }) : t("roles.all_fields")}
        </Button>
      </Table.Td>
    </>
  );
}

/** Rights of lines that begin as those over the record to which they belong. */
function ownRights({ create, read, update, delete: remove }: Access): Partial<Access> {
  const scope = (right: Access["read"]): Access["read"] => (typeof right === "string" && right.startsWith("=") ? "own" : right);
  const rights = { create: create === true || update !== undefined, read: scope(read), update: scope(update), delete: scope(remove) };
  return Object.fromEntries(Object.entries(rights).filter(([, right]) => right !== undefined));
}

function RoleMenu({ roleKey }: { roleKey: string }) {
  const { t } = useTranslation("builder");
  const { edit } = useDraftStore();
  const { go } = useBuild();
  const { language } = useLens();
  const { thing: role, path } = useThing("roles", roleKey);
  const [asking, setAsking] = useState(false);
  const remove = (): void => {
    edit((now) => ({ ...now, roles: now.roles.filter((one) => one.key !== roleKey) }));
    go(["roles"]);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("roles.more")}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="pomegranate" leftSection={<IconTrash size={16} />} onClick={() => setAsking(true)}>{t("roles.delete")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking && role && <ConfirmDelete title={titleOf(role, language)} pointer={pointerOf(path)} consequence={t("roles.delete_consequence")} onConfirm={remove} onClose={() => setAsking(false)} />}
    </>
  );
}
