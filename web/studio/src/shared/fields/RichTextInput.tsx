import { ActionIcon, Input } from "@mantine/core";
import { IconBold, IconClearFormatting, IconH2, IconItalic, IconLink, IconList, IconListNumbers } from "@tabler/icons-react";
import { useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";

import classes from "./RichText.module.css";

interface Props {
  label?: string;
  "aria-label"?: string;
  description?: string | undefined;
  required?: boolean | undefined;
  error?: string | undefined;
  autoFocus?: boolean;
  value: string;
  onChange: (value: string | null) => void;
  onBlur?: () => void;
  onKeyDown?: (event: React.KeyboardEvent) => void;
}

const tools = [
  { key: "bold", command: "bold", icon: IconBold },
  { key: "italic", command: "italic", icon: IconItalic },
  { key: "heading", command: "formatBlock", argument: "h2", icon: IconH2 },
  { key: "bulleted", command: "insertUnorderedList", icon: IconList },
  { key: "numbered", command: "insertOrderedList", icon: IconListNumbers },
] as const;

/** Text with headings, lists and links. What is pasted comes as plain words; the server keeps only the format. */
export function RichTextInput({ value, onChange, onBlur, onKeyDown, autoFocus = false, ...rest }: Props) {
  const { t } = useTranslation("fields");
  const box = useRef<HTMLDivElement>(null);
  const own = useRef<string | null>(null);
  const id = useId();
  useEffect(() => {
    if (!box.current || value === own.current) return;
    box.current.innerHTML = value;
    own.current = value;
  }, [value]);
  useEffect(() => {
    if (autoFocus) box.current?.focus();
  }, [autoFocus]);
  const changed = () => {
    const html = box.current?.innerHTML ?? "";
    own.current = box.current?.textContent?.trim() ? html : "";
    onChange(own.current || null);
  };
  const run = (command: string, argument?: string) => {
    box.current?.focus();
    document.execCommand(command, false, argument);
    changed();
  };
  const link = () => {
    const address = window.prompt(t("rich.linkAsk"), "https://");
    if (address && /^(https?:|mailto:|tel:)/i.test(address)) run("createLink", address);
  };
  const named = rest.label ?? rest["aria-label"] ?? "";
  return (
    <Input.Wrapper label={rest.label} description={rest.description} required={rest.required ?? false} error={rest.error} labelProps={{ id, htmlFor: undefined }} labelElement="div">
      <div className={classes.editor} data-error={rest.error ? true : undefined}>
        <div className={classes.tools} role="toolbar" aria-label={t("rich.tools", { title: named })}>
          {tools.map(({ key, command, icon: Icon, ...tool }) => (
            <ActionIcon key={key} size="md" aria-label={t(`rich.${key}`)} onMouseDown={(event) => event.preventDefault()} onClick={() => run(command, "argument" in tool ? tool.argument : undefined)}><Icon size={16} /></ActionIcon>
          ))}
          <ActionIcon size="md" aria-label={t("rich.link")} onMouseDown={(event) => event.preventDefault()} onClick={link}><IconLink size={16} /></ActionIcon>
          <ActionIcon size="md" aria-label={t("rich.clear")} onMouseDown={(event) => event.preventDefault()} onClick={() => { run("removeFormat"); run("formatBlock", "p"); }}><IconClearFormatting size={16} /></ActionIcon>
        </div>
        <div
          ref={box}
          className={`${classes.text} ${classes.input}`}
          contentEditable
          suppressContentEditableWarning
          role="textbox"
          tabIndex={0}
          aria-multiline="true"
          aria-label={named}
          aria-invalid={rest.error ? true : undefined}
          onInput={changed}
          onBlur={onBlur}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            event.preventDefault();
            document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
          }}
        />
      </div>
    </Input.Wrapper>
  );
}
