import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { http } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import type { Me } from "@/shared/api/types";

import { useForm } from "./form";
import { Split } from "./Split";

/** Only a path of our own: never another site's address. */
const safeNext = (next: unknown): string => (typeof next === "string" && /^\/(?![/\\])/.test(next) ? next : "/");

export function SignIn() {
  const { t } = useTranslation("auth");
  const { next } = useSearch({ strict: false }) as { next?: string };
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({ email: "", password: "" }, async (values) => {
    const me = await http.post<Me>("/api/auth/sign-in", values);
    client.clear();
    client.setQueryData(keys.me, me);
    await navigate({ to: safeNext(next), replace: true });
  });
  return (
    <Split title={t("signIn.title")} sub={t("signIn.sub")} foot={<>{t("signIn.noAccount")} <Link to="/sign-up">{t("signUp.action")}</Link></>}>
      <form onSubmit={(event) => void form.submit(event)}>
        <Stack gap="md">
          {form.refused && <Alert color="red" role="alert">{form.refused}</Alert>}
          <TextInput size="md" type="email" name="email" autoComplete="email" autoFocus label={t("email")} withAsterisk={false} {...form.field("email")} />
          <PasswordInput size="md" name="password" autoComplete="current-password" label={t("password")} withAsterisk={false} visibilityToggleButtonProps={{ "aria-label": t("showPassword") }} {...form.field("password")} />
          <Button type="submit" size="md" fullWidth loading={form.busy}>{t("signIn.action")}</Button>
        </Stack>
      </form>
    </Split>
  );
}
