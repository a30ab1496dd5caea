import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from "@mantine/core";
import { IconBell, IconCheck, IconDeviceDesktop, IconKeyboard, IconLanguage, IconLogout, IconMoon, IconSearch, IconSettings, IconShieldCog, IconSun } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { JobsTray } from "@/features/jobs/JobsTray";
import { http } from "@/shared/api/http";
import { currentLanguage, languageNames, languages, switchLanguage } from "@/shared/i18n";
import { useMe, useSlug } from "@/shared/solution/useSolution";
import { Face } from "@/shared/ui/Person";

import { QuickCreate } from "./QuickCreate";
import classes from "./Shell.module.css";
import { useUnread } from "./useUnread";

export function TopBar({ onFind, onHelp }: { onFind: () => void; onHelp: () => void }) {
  const { t } = useTranslation("shell");
  return (
    <header className={classes.top}>
      <button type="button" className={classes.find} onClick={onFind} aria-keyshortcuts="Control+K">
        <IconSearch size={18} stroke={1.7} aria-hidden />
        <span>{t("find.prompt")}</span>
        <kbd aria-hidden>Ctrl K</kbd>
      </button>
      <div className={classes.spring} />
      <QuickCreate />
      <JobsTray />
      <Bell />
      <span className={classes.notPhone}>
        <LanguageMenu />
        <SchemeMenu />
      </span>
      <PersonMenu onHelp={onHelp} />
    </header>
  );
}

function Bell() {
  const { t } = useTranslation("shell");
  const unread = useUnread();
  const slug = useSlug();
  return (
    <Tooltip label={t("nav.notifications")}>
      <ActionIcon component={Link} to={`/w/${slug}/notifications`} className={classes.bell} aria-label={t("unread", { count: unread })}>
        <IconBell size={20} stroke={1.7} />
        {unread > 0 && <b className={classes.dot} aria-hidden>{unread > 99 ? "99+" : unread}</b>}
      </ActionIcon>
    </Tooltip>
  );
}

function LanguageMenu() {
  const { t } = useTranslation("shell");
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t("language")}>
          <IconLanguage size={20} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((language) => (
          <Menu.Item key={language} lang={language} onClick={() => void switchLanguage(language)} rightSection={currentLanguage() === language ? <IconCheck size={16} /> : null}>
            {languageNames[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export const schemes = [
  ["light", IconSun],
  ["dark", IconMoon],
  ["auto", IconDeviceDesktop],
] as const;

function SchemeMenu() {
  const { t } = useTranslation("shell");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t("scheme.label")}>
          <IconMoon size={20} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(([scheme, Drawn]) => (
          <Menu.Item key={scheme} leftSection={<Drawn size={16} />} onClick={() => setColorScheme(scheme)} rightSection={colorScheme === scheme ? <IconCheck size={16} /> : null}>
            {t(`scheme.${scheme}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

async function signOut() {
  await http.post("/api/auth/sign-out");
  location.assign("/sign-in");
}

function PersonMenu({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation("shell");
  const { user } = useMe();
  const slug = useSlug();
  const { setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon radius="xl">
          <Face name={user.name} size={30} />
          <span className="visually-hidden">{t("person.menu", { name: user.name })}</span>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.name}<br />{user.email}</Menu.Label>
        <Menu.Divider />
        <Menu.Item component={Link} to={`/w/${slug}/settings`} leftSection={<IconSettings size={16} />}>{t("nav.settings")}</Menu.Item>
        <Menu.Item className={classes.notPhone ?? ""} onClick={onHelp} leftSection={<IconKeyboard size={16} />}>{t("shortcuts.title")}</Menu.Item>
        {user.operator === true && <Menu.Item component={Link} to="/operator" leftSection={<IconShieldCog size={16} />}>{t("nav.operator")}</Menu.Item>}
        <span className={classes.onlyPhone} style={{ flexDirection: "column", width: "100%" }}>
          <Menu.Divider />
          {languages.map((language) => <Menu.Item key={language} lang={language} onClick={() => void switchLanguage(language)}>{languageNames[language]}</Menu.Item>)}
          {schemes.map(([scheme, Drawn]) => <Menu.Item key={scheme} leftSection={<Drawn size={16} />} onClick={() => setColorScheme(scheme)}>{t(`scheme.${scheme}`)}</Menu.Item>)}
        </span>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>{t("person.signOut")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
