import { Button, Select, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { components } from "@/generated/api";
import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { languageNames, languages } from "@/shared/i18n";
import { SettingsTabs } from "@/shared/settings/SettingsTabs";
import { useIsAdmin, useMe, useSlug } from "@/shared/solution/useSolution";
import { ErrorState } from "@/shared/ui/ErrorState";
import { explain } from "@/shared/ui/explain";
import { Loading } from "@/shared/ui/Loading";
import { Page, Panel } from "@/shared/ui/Page";

type Workspace = components["schemas"]["WorkspaceView"];

const zones = ["Asia/Baku", "Asia/Tbilisi", "Asia/Yerevan", "Europe/Istanbul", "Europe/Moscow", "Asia/Almaty", "Asia/Tashkent", "Europe/Kyiv", "Europe/Berlin", "Europe/London", "UTC"];
const currencies = ["AZN", "USD", "EUR", "RUB", "TRY", "GEL", "GBP"];
const withOwn = (list: string[], own: string): string[] => (list.includes(own) ? list : [own, ...list]);

export function SettingsPage() {
  const { t } = useTranslation("settings");
  const slug = useSlug();
  const found = useQuery({ queryKey: [...keys.workspace(slug), "settings"], queryFn: () => http.get<Workspace>(inWorkspace(slug)) });
  return (
    <Page title={t("title")} width={820}>
      <SettingsTabs />
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <WorkspaceForm workspace={found.data} />}
      <Profile />
    </Page>
  );
}

function WorkspaceForm({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation("settings");
  const slug = useSlug();
  const client = useQueryClient();
  const admin = useIsAdmin();
  const [values, setValues] = useState(workspace);
  const set = (change: Partial<Workspace>) => setValues((before) => ({ ...before, ...change }));
  const save = useMutation({
    mutationFn: () => http.patch(inWorkspace(slug), { title: values.title, locale: values.locale, timezone: values.timezone, currency: values.currency }),
    onSuccess: () => {
      notifications.show({ color: "leaf", message: t("workspace.saved") });
      void client.invalidateQueries({ queryKey: keys.workspace(slug) });
      void client.invalidateQueries({ queryKey: keys.me });
    },
  });
  return (
    <Panel title={t("tabs.workspace")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack maw={420}>
          {!admin && <Text size="sm" c="dimmed">{t("workspace.readOnly")}</Text>}
          <TextInput label={t("workspace.name")} required withAsterisk={false} disabled={!admin} value={values.title} onChange={(event) => set({ title: event.currentTarget.value })} />
          <Select label={t("workspace.language")} allowDeselect={false} disabled={!admin} data={languages.map((language) => ({ value: language, label: languageNames[language] }))} value={values.locale} onChange={(locale) => locale && set({ locale })} />
          <Select label={t("workspace.timezone")} searchable allowDeselect={false} disabled={!admin} data={withOwn(zones, values.timezone)} value={values.timezone} onChange={(timezone) => timezone && set({ timezone })} />
          <Select label={t("workspace.currency")} allowDeselect={false} disabled={!admin} data={withOwn(currencies, values.currency)} value={values.currency} onChange={(currency) => currency && set({ currency })} />
          {save.isError && <Text c="red" size="sm" role="alert">{explain(save.error, t)}</Text>}
          {admin && <Button type="submit" loading={save.isPending} style={{ alignSelf: "flex-start" }}>{t("common:save")}</Button>}
        </Stack>
      </form>
    </Panel>
  );
}

function Profile() {
  const { t } = useTranslation("settings");
  const { user } = useMe();
  const client = useQueryClient();
  const [name, setName] = useState(user.name);
  const save = useMutation({ mutationFn: () => http.patch("/api/auth/me", { name }), onSuccess: () => void client.invalidateQueries({ queryKey: keys.me }) });
  return (
    <Panel title={t("you.title")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack maw={420}>
          <TextInput label={t("you.name")} required withAsterisk={false} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput label={t("you.email")} value={user.email} readOnly />
          {save.isError && <Text c="red" size="sm" role="alert">{explain(save.error, t)}</Text>}
          <Button type="submit" variant="default" loading={save.isPending} disabled={name === user.name} style={{ alignSelf: "flex-start" }}>{t("common:save")}</Button>
        </Stack>
      </form>
    </Panel>
  );
}
