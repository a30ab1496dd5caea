import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { http } from "@/shared/api/http";
import { currentLanguage } from "@/shared/i18n";

import { useForm } from "./form";
import { Split } from "./Split";

export function SignUp() {
  const { t } = useTranslation("auth");
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({ name: "", email: "", password: "", workspace: "" }, async ({ workspace, ...person }) => {
    const made = await http.post<{ workspace: { slug: string } }>("/api/auth/sign-up", { ...person, locale: currentLanguage(), workspace: { title: workspace } });
    client.clear();
    await navigate({ to: "/w/$slug", params: { slug: made.workspace.slug }, replace: true });
  });
  return (
    <Split title={t("signUp.title")} sub={t("signUp.sub")} foot={<>{t("signUp.haveAccount")} <Link to="/sign-in">{t("signIn.action")}</Link></>}>
      <form onSubmit={(event) => void form.submit(event)}>
        <Stack gap="md">
          {form.refused && <Alert color="red" role="alert">{form.refused}</Alert>}
          <TextInput size="md" name="name" autoComplete="name" autoFocus label={t("name")} withAsterisk={false} {...form.field("name")} />
          <TextInput size="md" type="email" name="email" autoComplete="email" label={t("email")} withAsterisk={false} {...form.field("email")} />
          <PasswordInput size="md" name="password" autoComplete="new-password" label={t("password")} description={t("passwordHint")} minLength={8} withAsterisk={false} visibilityToggleButtonProps={{ "aria-label": t("showPassword") }} {...form.field("password")} />
          <TextInput size="md" name="organization" autoComplete="organization" label={t("workspace")} description={t("workspaceHint")} withAsterisk={false} {...form.field("workspace", "/workspace/title")} />
          <Button type="submit" size="md" fullWidth loading={form.busy}>{t("signUp.action")}</Button>
        </Stack>
      </form>
    </Split>
  );
}
