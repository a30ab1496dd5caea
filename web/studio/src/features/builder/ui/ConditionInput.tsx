import { Button, Group, Input, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { fieldsAndLinked, resolve } from "../model/scope";
import { conditionSentence, formulaText, stripEquals } from "../model/sentences";
import { byKey } from "../model/solution";
import { titleOf } from "../model/titles";
import { ConditionBuilder } from "../scenarios/forms/ConditionBuilder";
import { useLens, useProblemAt } from "../state/draft";

interface Props {
  label: string;
  description?: string;
  /** What holds while there is no condition. */
  none: string;
  /** What the button says that begins one. */
  add: string;
  value: string | undefined;
  entity: string;
  pointer: string;
  onChange: (value: string | undefined) => void;
}

/** A condition over one record that may be left out: none, or sentences, or a formula. */
export function ConditionInput({ label, description, none, add, value, entity, pointer, onChange }: Props) {
  const { t } = useTranslation("modelling");
  const lens = useLens();
  const error = useProblemAt(pointer);
  const [begun, setBegun] = useState(false);
  const source = stripEquals(value ?? "");
  const groups = [{ title: titleOf(byKey(lens.solution.entities, entity), lens.language), variables: fieldsAndLinked(lens, entity) }];
  if (value === undefined && !begun)
    return (
      <Input.Wrapper label={label} labelElement="div" description={description}>
        <Group gap="xs" mt={2}>
          <Text size="sm" c="dimmed">{none}</Text>
          <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} />} aria-label={`${label}: ${add}`} onClick={() => setBegun(true)}>{add}</Button>
        </Group>
      </Input.Wrapper>
    );
  const remove = (): void => {
    setBegun(false);
    onChange(undefined);
  };
  return (
    <Input.Wrapper label={label} labelElement="div" description={description}>
      <div role="group" aria-label={label} style={{ marginTop: 6, display: "grid", gap: 8 }}>
        <ConditionBuilder
          source={source}
          onChange={(next) => onChange(next === "" ? undefined : next)}
          groups={groups}
          resolve={(path) => resolve(lens, undefined, path, entity)}
          nameOf={(one) => formulaText(lens, undefined, one, entity)}
          sentence={conditionSentence(lens, undefined, source, entity)}
          place={{ entity, pointer }}
          error={error}
        />
        <Button size="compact-xs" variant="subtle" color="gray" w="fit-content" leftSection={<IconTrash size={13} />} aria-label={`${label}: ${t("condition.remove")}`} onClick={remove}>{t("condition.remove")}</Button>
      </div>
    </Input.Wrapper>
  );
}
