import { ActionIcon, Popover, ScrollArea, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconBraces, IconMathFunction, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { fieldIcon } from "../icons";
import { fold } from "../model/formula";
import type { Variable, VariableGroup } from "../model/scope";
import classes from "./inputs.module.css";

interface Props {
  /** What it fills: "Name". */
  label: string;
  groups: readonly VariableGroup[];
  onPick: (variable: Variable) => void;
  /** Offers "write a formula" too. */
  onFormula?: () => void;
  /** Puts what fits first. */
  fits?: (variable: Variable) => boolean;
}

/** A button that opens everything a value can be taken from. */
export function VariablePicker({ label, groups, onPick, onFormula, fits }: Props) {
  const { t } = useTranslation("builder");
  const [opened, setOpened] = useState(false);
  const close = (): void => setOpened(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={320} trapFocus withinPortal>
      <Popover.Target>
        <ActionIcon size="md" aria-label={t("variables.insert", { label })} title={t("variables.insert", { label })} onClick={() => setOpened((now) => !now)}>
          <IconBraces size={17} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <VariableList
          groups={groups}
          fits={fits}
          onPick={(variable) => {
            close();
            onPick(variable);
          }}
        />
        {onFormula && (
          <UnstyledButton
            className={classes.option}
            onClick={() => {
              close();
              onFormula();
            }}
          >
            <IconMathFunction size={16} aria-hidden />
            <span>{t("variables.formula")}</span>
          </UnstyledButton>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function VariableList({ groups, onPick, fits }: { groups: readonly VariableGroup[]; onPick: (variable: Variable) => void; fits?: (variable: Variable) => boolean }) {
  const { t } = useTranslation("builder");
  const [search, setSearch] = useState("");
  const wanted = fold(search);
  const shown = groups
    .map((group) => ({ ...group, variables: ordered(group.variables.filter((one) => fold(`${group.title} ${one.title} ${one.path}`).includes(wanted)), fits) }))
    .filter((group) => group.variables.length > 0);
  const first = shown[0]?.variables[0];
  return (
    <>
      <TextInput
        aria-label={t("variables.search")}
        placeholder={t("variables.search")}
        leftSection={<IconSearch size={15} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && first) {
            event.preventDefault();
            onPick(first);
          }
        }}
        data-autofocus
        mb={6}
      />
      <ScrollArea.Autosize mah={280} type="auto">
        {shown.length === 0 && <Text size="sm" c="dimmed" p="xs">{t("variables.none")}</Text>}
        {shown.map((group, at) => (
          <div key={`${group.title}${String(at)}`} role="group" aria-label={group.title}>
            <Text size="xs" fw={650} c="dimmed" px={8} pt={6} pb={2}>{group.title}</Text>
            {group.variables.map((variable) => {
              const Mark = fieldIcon(variable.type);
              return (
                <UnstyledButton key={variable.path} className={classes.option} onClick={() => onPick(variable)}>
                  <Mark size={16} aria-hidden />
                  <span>{variable.title}</span>
                </UnstyledButton>
              );
            })}
          </div>
        ))}
      </ScrollArea.Autosize>
    </>
  );
}

function ordered(variables: readonly Variable[], fits?: (variable: Variable) => boolean): Variable[] {
  return fits ? [...variables].sort((a, b) => Number(fits(b)) - Number(fits(a))) : [...variables];
}
