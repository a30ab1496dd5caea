import { ActionIcon, Popover, Stack, TextInput, type TextInputProps } from "@mantine/core";
import { IconLanguage } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { languageNames } from "@/shared/i18n";

import { isObject, LANGUAGES, type Title } from "../model/solution";
import { textOf, withText } from "../model/titles";
import { useLens } from "../state/draft";

interface Props extends Omit<TextInputProps, "value" | "onChange" | "title"> {
  value: Title | undefined;
  /** What it is called while it has no title of its own. */
  fallback?: string;
  onChange: (title: Title | undefined, text: string) => void;
}

/** A title in the reader's language; the others are one click away. */
export function TitleInput({ value, fallback, onChange, label, ...rest }: Props) {
  const { language } = useLens();
  const text = textOf(value, language);
  return (
    <TextInput
      label={label}
      placeholder={fallback}
      value={text}
      onChange={(event) => onChange(withText(value, language, event.currentTarget.value), event.currentTarget.value)}
      rightSection={<Languages value={value} onChange={onChange} />}
      {...rest}
    />
  );
}

function Languages({ value, onChange }: Pick<Props, "value" | "onChange">) {
  const { t } = useTranslation("builder");
  const titles = isObject(value) ? (value as Exclude<Title, string>) : {};
  const shown = (language: (typeof LANGUAGES)[number]): string => (typeof value === "string" ? value : (titles[language] ?? ""));
  const set = (language: (typeof LANGUAGES)[number], text: string): void => {
    const all = Object.fromEntries(LANGUAGES.map((one) => [one, one === language ? text : shown(one)]).filter(([, one]) => one !== ""));
    onChange(Object.keys(all).length > 0 ? all : undefined, text);
  };
  return (
    <Popover position="bottom-end" trapFocus width={280}>
      <Popover.Target>
        <ActionIcon size={26} aria-label={t("title.languages")}>
          <IconLanguage size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {LANGUAGES.map((language) => (
            <TextInput key={language} label={languageNames[language]} value={shown(language)} onChange={(event) => set(language, event.currentTarget.value)} />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
