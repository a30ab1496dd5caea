import { ActionIcon, Button, Group, Input, Popover, Stack, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { seriesColor, seriesKeys, seriesVar } from "@/shared/theme/tokens";

import { moveAt } from "../model/pointer";
import type { Option } from "../model/solution";
import { keyFor, textOf, titleOf, withText } from "../model/titles";
import { useLens, useProblemAt } from "../state/draft";
import editor from "./entities.module.css";

interface Props {
  options: readonly Option[];
  pointer: string;
  onChange: (options: Option[], place?: string) => void;
}

/** What may be chosen, each with its colour. A key is made with the option and stays when it is renamed. */
export function OptionsEditor({ options, pointer, onChange }: Props) {
  const { t } = useTranslation("builder");
  const { language } = useLens();
  const error = useProblemAt(`${pointer}/options`);
  const change = (at: number, how: (option: Option) => Option, place?: string): void => onChange(options.map((one, n) => (n === at ? how(one) : one)), place);
  const add = (): void => {
    const title = t("option.new", { count: options.length + 1 });
    onChange([...options, { key: keyFor(title, options.map((one) => one.key), "option"), title }]);
  };
  return (
    <Input.Wrapper label={t("fields.options")} labelElement="div" error={error}>
      <Stack gap={6} mt={4} role="list">
        {options.map((option, at) => {
          const title = titleOf(option, language);
          return (
            <Group key={option.key} gap={4} wrap="nowrap" role="listitem">
              <ColorPicker label={t("option.color", { title })} value={option.color} index={at} onChange={(color) => change(at, (now) => ({ ...now, color }))} />
              <TextInput
                style={{ flex: 1 }}
                aria-label={t("option.title", { number: at + 1 })}
                placeholder={title}
                value={textOf(option.title, language)}
                onChange={(event) => change(at, (now) => ({ ...now, title: withText(now.title, language, event.currentTarget.value) }), `option/${String(at)}`)}
              />
              <ActionIcon size="sm" aria-label={t("option.up", { title })} disabled={at === 0} onClick={() => onChange(moveAt([...options], [], at, at - 1))}>
                <IconArrowUp size={14} />
              </ActionIcon>
              <ActionIcon size="sm" aria-label={t("option.down", { title })} disabled={at === options.length - 1} onClick={() => onChange(moveAt([...options], [], at, at + 1))}>
                <IconArrowDown size={14} />
              </ActionIcon>
              <ActionIcon size="sm" aria-label={t("option.delete", { title })} onClick={() => onChange(options.filter((_, n) => n !== at))}>
                <IconTrash size={14} />
              </ActionIcon>
            </Group>
          );
        })}
        <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} />} onClick={add} w="fit-content">{t("option.add")}</Button>
      </Stack>
    </Input.Wrapper>
  );
}

/** One of the eight colours that stay apart for every eye. */
export function ColorPicker({ label, value, index, kind, onChange }: { label: string; value: string | undefined; index: number; kind?: string; onChange: (color: string) => void }) {
  const { t } = useTranslation("builder");
  const shown = seriesColor(index, value, kind);
  return (
    <Popover position="bottom-start" trapFocus>
      <Popover.Target>
        <ActionIcon size="md" aria-label={label}>
          <span className={editor.swatch} style={{ width: 16, height: 16, background: seriesVar(shown) }} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Group gap={8} role="radiogroup" aria-label={label}>
          {seriesKeys.map((color) => (
            <button key={color} type="button" role="radio" aria-checked={shown === color} aria-label={t(`color.${color}`)} title={t(`color.${color}`)} className={editor.swatch} style={{ background: seriesVar(color) }} onClick={() => onChange(color)} />
          ))}
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
