import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { stageTitle } from "../model/sentences";
import { titleOf } from "../model/titles";
import { useLens } from "../state/draft";

interface Props {
  label: string;
  funnel: string | undefined;
  stage: string | undefined;
  onChange: (funnel: string | undefined, stage: string | undefined) => void;
  /** Only funnels of this entity. */
  entity?: string;
  /** Whether a funnel alone will do: any of its stages. */
  anyStage?: boolean;
  clearable?: boolean;
  error?: string;
  description?: string;
}

/** A funnel and its stage in one choice. */
export function StageSelect({ label, funnel, stage, onChange, entity, anyStage = false, clearable = false, error, description }: Props) {
  const { t } = useTranslation("builder");
  const lens = useLens();
  const funnels = lens.solution.funnels.filter((one) => !entity || one.entity === entity);
  const data = funnels.map((one) => ({
    group: titleOf(one, lens.language),
    items: [
      ...(anyStage ? [{ value: `${one.key}/`, label: t("stages.any", { funnel: titleOf(one, lens.language) }) }] : []),
      ...one.stages.map((each) => ({ value: `${one.key}/${each.key}`, label: stageTitle(lens, one.key, each.key) })),
    ],
  }));
  return (
    <Select
      label={label}
      description={description}
      placeholder={data.length > 0 ? t("stages.choose") : t("stages.no_funnel")}
      disabled={data.length === 0}
      data={data}
      value={funnel ? `${funnel}/${stage ?? ""}` : null}
      onChange={(value) => {
        const [nextFunnel, nextStage] = (value ?? "").split("/");
        onChange(nextFunnel || undefined, nextStage || undefined);
      }}
      allowDeselect={clearable}
      clearable={clearable}
      error={error}
      searchable
    />
  );
}
