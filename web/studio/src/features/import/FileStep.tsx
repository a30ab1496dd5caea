import { Progress, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Drop } from "@/shared/files/Drop";
import { uploadFile } from "@/shared/files/upload";
import type { EntityView } from "@/shared/solution/types";
import { useSlug } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

import { look, type Preview } from "./api";

const ACCEPT = ".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function FileStep({ entity, onRead }: { entity: EntityView; onRead: (preview: Preview) => void }) {
  const { t } = useTranslation("import");
  const slug = useSlug();
  const [going, setGoing] = useState<{ name: string; share: number } | null>(null);
  const [wrong, setWrong] = useState<unknown>(null);
  const read = async (file: File) => {
    setWrong(null);
    setGoing({ name: file.name, share: 0 });
    try {
      const stored = await uploadFile(slug, file, (share) => setGoing({ name: file.name, share }));
      onRead(await look(slug, stored.id, entity.key, {}));
    } catch (error) {
      setWrong(error);
      setGoing(null);
    }
  };
  const percent = Math.round((going?.share ?? 0) * 100);
  return (
    <Stack>
      <Drop label={t("drop")} hint={t("dropHint")} accept={ACCEPT} disabled={going !== null} onFiles={([file]) => file && void read(file)} />
      {going && (
        <div role="status">
          <Text size="sm" mb={4}>{percent < 100 ? t("sent", { percent }) : t("reading", { name: going.name })}</Text>
          <Progress value={percent} animated={percent === 100} aria-label={t("reading", { name: going.name })} />
        </div>
      )}
      {wrong !== null && <Text c="red" role="alert">{explain(wrong, t)}</Text>}
    </Stack>
  );
}
