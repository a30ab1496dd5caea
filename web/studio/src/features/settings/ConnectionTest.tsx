import { Alert, Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { components } from "@/generated/api";
import { http, inWorkspace } from "@/shared/api/http";
import type { Connection } from "@/shared/connections/connections";
import { useSlug } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

type Tried = components["schemas"]["Tried"];

/** Sends one request through the connection, and says what came of it. */
export function ConnectionTest({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const { t } = useTranslation("connections");
  const slug = useSlug();
  const [url, setUrl] = useState(`https://${(connection.hosts[0] ?? "").replace("*.", "")}/`);
  const tried = useMutation({ mutationFn: () => http.post<Tried>(inWorkspace(slug, "connections", connection.key, "test"), { url }) });
  const failed = tried.error ? explain(tried.error, t) : tried.data?.ok === false ? tried.data.message : undefined;
  return (
    <Modal opened onClose={onClose} title={t("testTitle", { title: connection.title })} closeButtonProps={{ "aria-label": t("common:close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          tried.mutate();
        }}
      >
        <Stack>
          <TextInput data-autofocus label={t("testAddress")} description={t("testHelp")} value={url} onChange={(event) => setUrl(event.currentTarget.value)} />
          {tried.data?.ok && <Alert color="leaf" role="status">{t("testGood", { status: tried.data.status, milliseconds: tried.data.milliseconds })}</Alert>}
          {failed && <Alert color="red" role="alert">{failed}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t("common:close")}</Button>
            <Button type="submit" loading={tried.isPending}>{t("test")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
