import { Alert, Button, Group, Loader, Modal, Radio, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type Automation, type BulkEdit, previewBulk } from "@/shared/api/bulk";
import { formatNumber } from "@/shared/format/format";
import { humanize, titleOf } from "@/shared/i18n";
import { entityPlural } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useSlug, useSolution } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

/** Before many records change at once: how many, what goes along, which scenarios it would start, and whether they may. */
export function BulkDialog({ entity, edit, onCancel, onStart }: { entity: EntityView; edit: BulkEdit; onCancel: () => void; onStart: (edit: BulkEdit) => Promise<void> }) {
  const { t } = useTranslation("views");
  const slug = useSlug();
  const { entities } = useSolution();
  const found = useQuery({ queryKey: ["w", slug, "bulk", entity.key, edit], queryFn: () => previewBulk(slug, entity.key, edit), staleTime: 0, retry: false });
  const [automation, setAutomation] = useState<Automation>("all");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  const preview = found.data;
  const start = () => {
    setBusy(true);
    onStart({ ...edit, automation }).catch((error: unknown) => {
      setRefused(explain(error, t));
      setBusy(false);
    });
  };
  const along = preview?.effects.filter((effect) => ["delete_along", "clear", "forbidden_by"].includes(effect.action)) ?? [];
  const nameOf = (key: string | undefined) => {
    const other = entities.find((candidate) => candidate.key === key);
    return other ? entityPlural(other) : humanize(key ?? "");
  };
  return (
    <Modal opened onClose={onCancel} title={t(edit.delete ? "bulk.deleteTitle" : "bulk.changeTitle")} closeButtonProps={{ "aria-label": t("common:close") }}>
      <Stack>
        {found.isPending && <Group><Loader size="sm" /><Text size="sm">{t("bulk.counting")}</Text></Group>}
        {found.isError && <Text c="red" role="alert">{explain(found.error, t)}</Text>}
        {preview && (
          <>
            <Text role="status">{t(edit.delete ? "bulk.willDelete" : "bulk.willChange", { count: preview.allowed, formatted: formatNumber(preview.allowed) + (preview.allowed > 10_000 ? "+" : "") })}</Text>
            {preview.count > preview.allowed && <Text size="sm" c="dimmed">{t("bulk.mayNot", { count: preview.count - preview.allowed })}</Text>}
            {along.map((effect) => <Alert key={`${effect.action}${effect.entity}${effect.field}`} color="saffron" p="xs">{t(`bulk.along.${effect.action}`, { title: nameOf(effect.entity) })}</Alert>)}
            {preview.scenarios.length > 0 && (
              <Radio.Group label={t("bulk.scenarios", { count: preview.scenarios.length })} description={preview.scenarios.map((scenario) => titleOf(scenario.title, scenario.key)).join(", ")} value={automation} onChange={(value) => setAutomation(value as Automation)}>
                <Stack gap={8} mt={8}>
                  <Radio value="all" label={t("bulk.automation.all")} />
                  {preview.scenarios.some((scenario) => scenario.messages) && <Radio value="no_messages" label={t("bulk.automation.no_messages")} />}
                  <Radio value="none" label={t("bulk.automation.none")} />
                </Stack>
              </Radio.Group>
            )}
          </>
        )}
        {refused && <Text c="red" role="alert">{refused}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>{t("common:cancel")}</Button>
          <Button {...(edit.delete ? { color: "red" } : {})} loading={busy} disabled={!preview || preview.allowed === 0} onClick={start}>{t(edit.delete ? "common:delete" : "bulk.do")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
