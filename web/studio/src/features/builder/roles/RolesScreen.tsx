import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconShieldLock } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import classes from "../builder.module.css";
import { newRole } from "../model/making";
import { titleOf } from "../model/titles";
import { useBuild } from "../navigation";
import { useDraftStore, useLens } from "../state/draft";
import { Empty } from "../ui/Empty";
import { RoleEditor } from "./RoleEditor";

/** Who may do what. */
export function RolesScreen() {
  const { t } = useTranslation("builder");
  const { key, view, show, hrefOf } = useBuild();
  const { solution, language } = useLens();
  const chosen = solution.roles.find((role) => role.key === key) ?? solution.roles[0];
  return (
    <div className={classes.split}>
      <nav className={classes.rail} aria-label={t("nav.roles")}>
        {solution.roles.map((role) => (
          <Link key={role.key} to={hrefOf("roles", role.key)} className={classes.railItem} aria-current={role === chosen ? "page" : undefined}>
            <IconShieldLock size={17} stroke={1.8} aria-hidden />
            <span>{titleOf(role, language)}</span>
          </Link>
        ))}
        <Button size="xs" variant="light" fullWidth leftSection={<IconPlus size={15} />} onClick={() => show("new")}>{t("roles.add")}</Button>
      </nav>
      <div className={classes.main}>
        {chosen ? (
          <RoleEditor key={chosen.key} roleKey={chosen.key} />
        ) : (
          <Empty title={t("roles.empty")} text={t("roles.empty_text")}>
            <Button leftSection={<IconPlus size={16} />} onClick={() => show("new")}>{t("roles.add_first")}</Button>
          </Empty>
        )}
      </div>
      {view === "new" && <NewRole onClose={() => show(undefined)} />}
    </div>
  );
}

function NewRole({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("builder");
  const { edit } = useDraftStore();
  const { go } = useBuild();
  const { solution } = useLens();
  const [title, setTitle] = useState("");
  const role = newRole(solution, title.trim());
  return (
    <Modal opened onClose={onClose} title={t("roles.new")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!title.trim()) return;
          edit((now) => ({ ...now, roles: [...now.roles, role] }));
          go(["roles", role.key]);
        }}
      >
        <Stack>
          <TextInput label={t("roles.title")} placeholder={t("roles.title_hint")} value={title} onChange={(event) => setTitle(event.currentTarget.value)} data-autofocus required />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t("cancel")}</Button>
            <Button type="submit" disabled={!title.trim()}>{t("roles.create")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
