import { Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useRunningTypes } from "../api/catalog";
import { groupsOf } from "../icons";
import { ImpactDialog } from "../impact/ImpactDialog";
import { useLiveDocument } from "../impact/useLive";
import { retyped } from "../model/fields";
import { byKey } from "../model/solution";
import { titleOf } from "../model/titles";
import { useLens } from "../state/draft";
import type { Part } from "./part";

/** What a field holds. A field that is in use shows what another type would convert and lose, before it changes. */
export function TypeSelect({ field, entity, pointer, change }: Part) {
  const { t } = useTranslation(["builder", "impact"]);
  const { language } = useLens();
  const running = useRunningTypes();
  const live = useLiveDocument();
  const [asking, setAsking] = useState<string>();
  const published = byKey(byKey(live?.entities, entity.key)?.fields, field.key) !== undefined;
  const become = (type: string) => retyped(field, type, [t("option.first"), t("option.second")]);
  const choose = (type: string | null): void => {
    if (!type || type === field.type) return;
    if (published) setAsking(type);
    else change(() => become(type));
  };
  return (
    <>
      <Select
        label={t("fields.type")}
        data={groupsOf((type) => running(type) || type === field.type).map((group) => ({ group: t(`fields.group.${group.key}`), items: group.types.map((type) => ({ value: type, label: t(`type.${type}`) })) }))}
        value={field.type}
        allowDeselect={false}
        searchable
        onChange={choose}
      />
      {asking && (
        <ImpactDialog
          title={t("impact:retype.title", { field: titleOf(field, language), from: t(`type.${field.type}`), to: t(`type.${asking}`) })}
          question={{ pointer, to: become(asking) }}
          confirm={t("impact:retype.confirm")}
          onConfirm={() => change(() => become(asking))}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}
