import { Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { usePaletteCommands, type Command } from "./commands";
import { NavIcon } from "./NavIcon";
import classes from "./Palette.module.css";

/** One line to go anywhere, find or create a record, run a scenario, change the look. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("shell");
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const commands = usePaletteCommands(query);
  const at = Math.min(active, commands.length - 1);
  const act = (command: Command | undefined) => {
    if (!command || command.disabled) return;
    onClose();
    command.run();
  };
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = (at + (event.key === "ArrowDown" ? 1 : -1) + commands.length) % Math.max(1, commands.length);
      setActive(next);
      document.getElementById(`command-${next}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      act(commands[at]);
    }
  };
  return (
    <Modal.Root opened onClose={onClose} padding={0} size={620} centered={false} yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label={t("find.label")} radius="md">
      <input
        className={classes.input}
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls="commands"
        aria-activedescendant={commands.length > 0 ? `command-${at}` : undefined}
        aria-label={t("find.label")}
        placeholder={t("find.prompt")}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKey}
      />
      <div className={classes.list} id="commands" role="listbox" aria-label={t("find.label")}>
        {commands.length === 0 && <div className={classes.empty}>{t("find.nothing", { query })}</div>}
        {commands.map((command, index) => (
          <div key={command.id} role="presentation">
            {command.section !== commands[index - 1]?.section && <div className={classes.section} role="presentation">{t(`find.${command.section}`)}</div>}
            <div id={`command-${index}`} className={classes.option} role="option" aria-selected={index === at} aria-disabled={command.disabled ?? false} onMouseMove={() => setActive(index)} onClick={() => act(command)}>
              <NavIcon icon={command.icon} />
              <span>{command.label}</span>
              {command.note && <small>{command.note}</small>}
            </div>
          </div>
        ))}
      </div>
      <div className={classes.foot}>{t("find.keys")}</div>
      </Modal.Content>
    </Modal.Root>
  );
}
