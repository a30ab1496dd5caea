import { Modal, ScrollArea, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { STEP_COLORS, STEP_GROUPS, stepIcon } from "../icons";
import { fold } from "../model/formula";
import { Glyph } from "../ui/Glyph";
import inputs from "../ui/inputs.module.css";

/** All that a scenario can do, to be found by typing. */
export function StepPicker({ onPick, onClose }: { onPick: (what: string) => void; onClose: () => void }) {
  const { t } = useTranslation("builder");
  const [search, setSearch] = useState("");
  const [active, setActive] = useState(0);
  const phone = useMediaQuery("(max-width: 760px)");
  const wanted = fold(search);
  const nameOf = (what: string): string => t(what.includes(".") ? `action.${what}` : `kind.${what}`);
  const groups = STEP_GROUPS.map((group) => ({ ...group, steps: group.steps.filter((what) => fold(`${nameOf(what)} ${t(`step_help.${what}`)}`).includes(wanted)) })).filter((group) => group.steps.length > 0);
  const flat = groups.flatMap((group) => group.steps);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = flat[active];
    if (move) setActive((active + move + flat.length) % Math.max(1, flat.length));
    else if (event.key === "Enter" && chosen) onPick(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <Modal opened onClose={onClose} title={t("steps.add")} size={480} fullScreen={phone} closeButtonProps={{ "aria-label": t("close") }}>
      <TextInput
        aria-label={t("steps.search")}
        placeholder={t("steps.search")}
        leftSection={<IconSearch size={16} />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        data-autofocus
        mb="xs"
      />
      <ScrollArea.Autosize mah={phone ? "70vh" : 460} type="auto">
        {flat.length === 0 && <Text size="sm" c="dimmed" p="sm">{t("steps.none")}</Text>}
        {groups.map((group) => (
          <div key={group.key} role="group" aria-label={t(`steps.group.${group.key}`)}>
            <Text size="xs" fw={650} c="dimmed" px={8} pt={8} pb={4}>{t(`steps.group.${group.key}`)}</Text>
            {group.steps.map((what) => (
              <UnstyledButton key={what} className={inputs.option} data-active={flat[active] === what || undefined} onClick={() => onPick(what)} onMouseEnter={() => setActive(flat.indexOf(what))}>
                <Glyph of={stepIcon(what)} tone={STEP_COLORS[what]} />
                <span>
                  {nameOf(what)}
                  <small>{t(`step_help.${what}`)}</small>
                </span>
              </UnstyledButton>
            ))}
          </div>
        ))}
      </ScrollArea.Autosize>
    </Modal>
  );
}
