import { Button, Group, Modal, MultiSelect, NumberInput, PasswordInput, Select, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError, http, inWorkspace } from "@/shared/api/http";
import { connectionsQuery, type Connection } from "@/shared/connections/connections";
import { useSlug } from "@/shared/solution/useSolution";
import { explain, explainProblem } from "@/shared/ui/explain";

import { useRoles } from "./roles";

const settingsOf: Record<string, string[]> = { none: [], basic: ["username"], bearer: [], header: ["name"], query: ["name"], oauth2: ["token_url", "client_id", "scope"] };
const kinds = Object.keys(settingsOf);
const preset = ["owner", "admin", "member"];
const keyOf = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^[^a-z]+|_+$/g, "").slice(0, 60) || "connection";

interface Form {
  title: string;
  kind: string;
  hosts: string[];
  settings: Record<string, string>;
  secret: string;
  roles: string[];
  per_second: number | null;
  at_once: number | null;
}

const emptyForm: Form = { title: "", kind: "bearer", hosts: [], settings: {}, secret: "", roles: [], per_second: null, at_once: null };

/** Makes or changes a connection. A secret that stays is not sent; where it would go elsewhere, the server asks for it again. */
export function ConnectionDialog({ connection, onClose }: { connection: Connection | undefined; onClose: () => void }) {
  const { t } = useTranslation("connections");
  const slug = useSlug();
  const client = useQueryClient();
  const roles = useRoles().filter((role) => !preset.includes(role.value));
  const [form, setForm] = useState<Form>(connection ? { ...emptyForm, ...connection, per_second: connection.per_second ?? null, at_once: connection.at_once ?? null } : emptyForm);
  const set = (change: Partial<Form>) => setForm((before) => ({ ...before, ...change }));
  const save = useMutation({
    mutationFn: () => {
      const settings = Object.fromEntries((settingsOf[form.kind] ?? []).map((name) => [name, form.settings[name] ?? ""]));
      const { title, kind, hosts, per_second, at_once } = form;
      const body = { title, kind, hosts, settings, roles: form.roles, per_second, at_once, ...(form.secret ? { secret: form.secret } : {}) };
      return connection ? http.patch(inWorkspace(slug, "connections", connection.key), body) : http.post(inWorkspace(slug, "connections"), { ...body, key: keyOf(title) });
    },
    onSuccess: () => {
      void client.invalidateQueries(connectionsQuery(slug));
      onClose();
    },
  });
  const problems = save.error instanceof ApiError ? save.error.problems : [];
  const errorAt = (pointer: string): string | undefined => {
    const problem = problems.find((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`));
    return problem && explainProblem(problem, t);
  };
  return (
    <Modal opened onClose={onClose} title={connection ? connection.title : t("new")} closeButtonProps={{ "aria-label": t("common:close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          <TextInput data-autofocus required withAsterisk={false} label={t("name")} error={errorAt("/title")} value={form.title} onChange={(event) => set({ title: event.currentTarget.value })} />
          <Select label={t("kind")} allowDeselect={false} data={kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))} value={form.kind} onChange={(kind) => kind && set({ kind })} />
          {(settingsOf[form.kind] ?? []).map((name) => (
            <TextInput key={name} label={t(`settings.${name}`)} error={errorAt(`/settings/${name}`)} value={form.settings[name] ?? ""} onChange={(event) => set({ settings: { ...form.settings, [name]: event.currentTarget.value } })} />
          ))}
          {form.kind !== "none" && (
            <PasswordInput label={t(`secret.${form.kind}`)} description={connection?.has_secret ? t("secretKept") : t("secretOnce")} autoComplete="new-password" error={errorAt("/secret")} value={form.secret} onChange={(event) => set({ secret: event.currentTarget.value })} visibilityToggleButtonProps={{ "aria-label": t("secretShow") }} />
          )}
          <TagsInput label={t("hosts")} description={t("hostsHelp")} placeholder={form.hosts.length === 0 ? "api.example.com" : undefined} error={errorAt("/hosts")} value={form.hosts} onChange={(hosts) => set({ hosts })} />
          <MultiSelect label={t("roles")} description={t("rolesHelp")} data={roles} value={form.roles} error={errorAt("/roles")} onChange={(next) => set({ roles: next })} />
          <Group grow align="flex-start">
            <NumberInput label={t("perSecond")} min={1} max={1000} value={form.per_second ?? ""} onChange={(value) => set({ per_second: value === "" ? null : Number(value) })} />
            <NumberInput label={t("atOnce")} min={1} max={100} value={form.at_once ?? ""} onChange={(value) => set({ at_once: value === "" ? null : Number(value) })} />
          </Group>
          {save.isError && <Text c="red" size="sm" role="alert">{explain(save.error, t)}</Text>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t("common:cancel")}</Button>
            <Button type="submit" loading={save.isPending}>{t("common:save")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
