import { ActionIcon, Button, Group, Menu, Modal, MultiSelect, Stack, Switch, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconBookmark, IconCheck, IconChevronDown, IconDeviceFloppy, IconPlus, IconRotate, IconStar, IconStarFilled, IconTrash, IconUsers } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { changeView, createView, deleteView, preferView, type SavedView, viewsKey } from "@/shared/api/views";
import { titleOf } from "@/shared/i18n";
import { entityPlural } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useSlug, useSolution } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

import { type ListState, NO_VIEW, specOf, useViews } from "./useListState";
import classes from "./views.module.css";

const viewTitle = (view: SavedView): string => titleOf(view.title, view.key);

/** Which view one looks through: choose, save what was changed, save it as another, share, prefer. */
export function ViewMenu({ entity, state }: { entity: EntityView; state: ListState }) {
  const { t } = useTranslation("views");
  const slug = useSlug();
  const client = useQueryClient();
  const views = useViews(entity);
  const [naming, setNaming] = useState<"new" | "edit" | null>(null);
  const funnel = useSolution().funnels.find((candidate) => candidate.entity === entity.key)?.key ?? null;
  const { view } = state;
  const refresh = () => client.invalidateQueries({ queryKey: viewsKey(slug, entity.key) });
  const attempt = (work: Promise<unknown>, done: () => void = () => undefined) =>
    work.then(refresh).then(done, (error: unknown) => notifications.show({ color: "pomegranate", message: explain(error, t) }));
  const own = views.filter((candidate) => candidate.source === "saved" && !candidate.shared);
  const shared = views.filter((candidate) => candidate.source === "solution" || candidate.shared);
  const navigate = useNavigate();
  const choose = (key: string, seen: SavedView | undefined = views.find((candidate) => candidate.key === key)) => {
    const board = seen?.kind === "board" ? (seen.funnel ?? funnel) : null;
    if (board) return void navigate({ to: "/w/$slug/f/$funnel", params: { slug, funnel: board }, search: { formula: seen?.filter ?? undefined } as never });
    state.reset();
    state.set({ view: key, q: undefined });
  };
  const item = (each: SavedView) => (
    <Menu.Item key={each.key} leftSection={each.key === view?.key ? <IconCheck size={16} /> : <span style={{ width: 16 }} />} rightSection={each.preferred ? <IconStarFilled size={14} aria-label={t("view.preferred")} className={classes.star ?? ""} /> : null} onClick={() => choose(each.key)}>
      {viewTitle(each)}
    </Menu.Item>
  );
  return (
    <div className={classes.chooser}>
      <Menu width={280} position="bottom-start">
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={16} />} rightSection={<IconChevronDown size={14} />} aria-label={t("view.choose", { title: view ? viewTitle(view) : t("view.all", { title: entityPlural(entity) }) })}>
            <span className={classes.current}>{view ? viewTitle(view) : t("view.all", { title: entityPlural(entity) })}</span>
            {state.changed && <span className={classes.dot} role="img" aria-label={t("view.changed")} />}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={view === null ? <IconCheck size={16} /> : <span style={{ width: 16 }} />} onClick={() => choose(NO_VIEW)}>{t("view.all", { title: entityPlural(entity) })}</Menu.Item>
          {shared.length > 0 && <Menu.Label>{t("view.shared")}</Menu.Label>}
          {shared.map(item)}
          {own.length > 0 && <Menu.Label>{t("view.mine")}</Menu.Label>}
          {own.map(item)}
          <Menu.Divider />
          <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => setNaming("new")}>{t("view.saveAs")}</Menu.Item>
          {view?.can_edit && <Menu.Item leftSection={<IconUsers size={16} />} onClick={() => setNaming("edit")}>{t("view.edit")}</Menu.Item>}
          {view && <Menu.Item leftSection={<IconStar size={16} />} onClick={() => void attempt(preferView(slug, entity.key, view.preferred ? null : view.key))}>{t(view.preferred ? "view.unprefer" : "view.prefer")}</Menu.Item>}
          {view?.can_edit && view.id && <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => void attempt(deleteView(slug, view.id ?? ""), () => choose(NO_VIEW))}>{t("view.delete")}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {state.changed && view?.can_edit && view.id && (
        <Button variant="light" leftSection={<IconDeviceFloppy size={16} />} onClick={() => void attempt(changeView(slug, view.id ?? "", specOf(state, view.funnel ?? funnel), view.version), state.reset)}>{t("view.save")}</Button>
      )}
      {state.changed && view && !view.can_edit && <Button variant="light" leftSection={<IconDeviceFloppy size={16} />} onClick={() => setNaming("new")}>{t("view.saveAs")}</Button>}
      {state.changed && <ActionIcon aria-label={t("view.reset")} onClick={state.reset}><IconRotate size={16} /></ActionIcon>}
      {naming && (
        <ViewDialog
          view={naming === "edit" ? view : null}
          onCancel={() => setNaming(null)}
          onSave={async ({ title, shared: forOthers, roles }) => {
            const saved = naming === "edit" && view?.id ? await changeView(slug, view.id, { title, shared: forOthers, roles }, view.version) : await createView(slug, { ...specOf(state, funnel), title, entity: entity.key, shared: forOthers, roles });
            await refresh();
            setNaming(null);
            if (naming === "new") choose(saved.key);
          }}
        />
      )}
    </div>
  );
}

interface Named {
  title: string;
  shared: boolean;
  roles: string[];
}

function ViewDialog({ view, onCancel, onSave }: { view: SavedView | null; onCancel: () => void; onSave: (named: Named) => Promise<void> }) {
  const { t } = useTranslation("views");
  const solution = useSolution();
  const [title, setTitle] = useState(view ? viewTitle(view) : "");
  const [shared, setShared] = useState(view?.shared ?? false);
  const [roles, setRoles] = useState<string[]>(view?.roles ?? []);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  const save = () => {
    setBusy(true);
    onSave({ title: title.trim(), shared, roles: shared ? roles : [] }).catch((error: unknown) => {
      setRefused(explain(error, t));
      setBusy(false);
    });
  };
  return (
    <Modal opened onClose={onCancel} title={t(view ? "view.edit" : "view.saveAs")} closeButtonProps={{ "aria-label": t("common:close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim()) save();
        }}
      >
        <Stack>
          <TextInput label={t("view.title")} data-autofocus required maxLength={200} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
          {solution.me.can_build && <Switch label={t("view.share")} description={t("view.shareHint")} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />}
          {shared && <MultiSelect label={t("view.roles")} placeholder={roles.length === 0 ? t("view.everybody") : ""} data={solution.roles.map((role) => ({ value: role.key, label: titleOf(role.title, role.key) }))} value={roles} onChange={setRoles} />}
          {refused && <Text c="red" size="sm" role="alert">{refused}</Text>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onCancel}>{t("common:cancel")}</Button>
            <Button type="submit" loading={busy} disabled={!title.trim()}>{t("common:save")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
