import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { IconPin, IconPinnedOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useIsAdmin } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

import { usePinning, usePins } from "../api/going";
import { useBuild } from "../navigation";

/** Keep a run that is over as a proof of the scenario, or no longer. */
export function PinButton({ run, status }: { run: string; status: string }) {
  const { t } = useTranslation("live");
  const { slug } = useBuild();
  const [naming, setNaming] = useState(false);
  const { data } = usePins(slug);
  const pinning = usePinning(slug, run);
  const admin = useIsAdmin();
  if (!admin || !data || !["done", "failed"].includes(status)) return null;
  const pin = data.find((one) => one.run === run);
  if (pin) return <Button size="xs" variant="light" color="saffron" title={pin.title} leftSection={<IconPinnedOff size={15} aria-hidden />} loading={pinning.isPending} onClick={() => pinning.mutate(undefined)}>{t("pins.unpin")}</Button>;
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconPin size={15} aria-hidden />} onClick={() => setNaming(true)}>{t("pins.pin")}</Button>
      {naming && <Naming run={run} onClose={() => setNaming(false)} />}
    </>
  );
}

function Naming({ run, onClose }: { run: string; onClose: () => void }) {
  const { t } = useTranslation(["live", "builder"]);
  const { slug } = useBuild();
  const [title, setTitle] = useState("");
  const pinning = usePinning(slug, run);
  return (
    <Modal opened onClose={onClose} title={t("pins.pin_title")} closeButtonProps={{ "aria-label": t("builder:close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          pinning.mutate(title, { onSuccess: onClose });
        }}
      >
        <Text size="sm" c="dimmed" mb="sm">{t("pins.pin_text")}</Text>
        <TextInput label={t("pins.pin_name")} placeholder={t("pins.pin_hint")} maxLength={200} value={title} onChange={(event) => setTitle(event.currentTarget.value)} data-autofocus />
        {pinning.error && <Text c="pomegranate" size="sm" role="alert" mt="sm">{explain(pinning.error, t)}</Text>}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>{t("builder:cancel")}</Button>
          <Button type="submit" loading={pinning.isPending}>{t("pins.pin")}</Button>
        </Group>
      </form>
    </Modal>
  );
}
