import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { ApiError, http } from "@/shared/api/http";
import { meQuery } from "@/shared/solution/useSolution";
import { ErrorState } from "@/shared/ui/ErrorState";
import { Loading } from "@/shared/ui/Loading";

import { useForm } from "./form";
import { Split } from "./Split";

interface Offer {
  workspace: { slug: string; title: string };
  email: string;
  role: string;
  has_account: boolean;
}

/** An invitation's link: join with the account one has, or make one in two fields. */
export function Invitation() {
  const { t } = useTranslation("auth");
  const { token } = useParams({ strict: false }) as { token: string };
  const offer = useQuery({ queryKey: ["invitation", token], queryFn: () => http.get<Offer>(`/api/invitations/${encodeURIComponent(token)}`), retry: false });
  if (offer.isError) return <Split title={t("invitation.gone")} sub={t("invitation.goneHint")}><ErrorState error={offer.error} /></Split>;
  if (!offer.data) return <Loading full />;
  return <Accept offer={offer.data} token={token} />;
}

function Accept({ offer, token }: { offer: Offer; token: string }) {
  const { t } = useTranslation("auth");
  const client = useQueryClient();
  const navigate = useNavigate();
  const me = useQuery({ ...meQuery, throwOnError: false });
  const accept = async (account: { name: string; password: string } | Record<string, never>) => {
    await http.post(`/api/invitations/${encodeURIComponent(token)}/accept`, account);
    client.clear();
    await navigate({ to: "/w/$slug", params: { slug: offer.workspace.slug }, replace: true });
  };
  const form = useForm({ name: "", password: "" }, accept);
  const joining = useForm({}, () => accept({}));
  const signedOut = me.error instanceof ApiError;
  const title = t("invitation.title", { workspace: offer.workspace.title });
  if (me.data) {
    return (
      <Split title={title} sub={t("invitation.as", { name: me.data.user.name, email: me.data.user.email })}>
        <form onSubmit={(event) => void joining.submit(event)}>
          {joining.refused && <Alert color="red" role="alert" mb="md">{joining.refused}</Alert>}
          <Button type="submit" size="md" fullWidth loading={joining.busy}>{t("invitation.join")}</Button>
        </form>
      </Split>
    );
  }
  if (offer.has_account && signedOut) {
    return (
      <Split title={title} sub={t("invitation.signInFirst", { email: offer.email })}>
        <Button component={Link} to={`/sign-in?next=${encodeURIComponent(`/invitations/${token}`)}`} size="md" fullWidth>{t("signIn.action")}</Button>
      </Split>
    );
  }
  return (
    <Split title={title} sub={t("invitation.new", { email: offer.email })}>
      <form onSubmit={(event) => void form.submit(event)}>
        <Stack>
          {form.refused && <Alert color="red" role="alert">{form.refused}</Alert>}
          <TextInput size="md" name="name" autoComplete="name" autoFocus label={t("name")} withAsterisk={false} {...form.field("name")} />
          <PasswordInput size="md" name="password" autoComplete="new-password" label={t("password")} description={t("passwordHint")} withAsterisk={false} visibilityToggleButtonProps={{ "aria-label": t("showPassword") }} {...form.field("password")} />
          <Button type="submit" size="md" fullWidth loading={form.busy}>{t("invitation.join")}</Button>
        </Stack>
      </form>
    </Split>
  );
}
