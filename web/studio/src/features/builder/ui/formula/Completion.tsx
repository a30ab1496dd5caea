import { Badge, Paper, Text, UnstyledButton } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { useFunction, type FormulaFunction } from "../../api/catalog";
import { fieldIcon } from "../../icons";
import type { Suggestion } from "../../model/formula";
import inputs from "../inputs.module.css";
import classes from "./formula.module.css";

interface Props {
  id: string;
  shown: readonly Suggestion[];
  active: number;
  onPick: (one: Suggestion) => void;
}

/** What could stand at the caret; of a function, what it does and how it is used. */
export function Completion({ id, shown, active, onPick }: Props) {
  const { t } = useTranslation("formula");
  const chosen = shown[active];
  return (
    <Paper shadow="md" withBorder className={classes.menu}>
      <div className={classes.list} role="listbox" id={id} aria-label={t("suggestions")}>
        {shown.map((one, at) => (
          <Option key={one.kind + one.insert} id={`${id}-${String(at)}`} one={one} active={at === active} onPick={() => onPick(one)} />
        ))}
      </div>
      {chosen?.kind === "function" && <FunctionHelp name={chosen.insert} />}
    </Paper>
  );
}

function Option({ id, one, active, onPick }: { id: string; one: Suggestion; active: boolean; onPick: () => void }) {
  const Glyph = fieldIcon(one.kind === "function" ? "formula" : "any");
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <UnstyledButton
      ref={row}
      id={id}
      className={inputs.option}
      data-active={active || undefined}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      onMouseDown={(event) => {
        event.preventDefault();
        onPick();
      }}
    >
      <Glyph size={15} aria-hidden />
      <span>
        {one.title}
        {one.detail && <small>{one.detail}</small>}
      </span>
      {one.kind === "path" && <Text span size="xs" c="dimmed" ff="monospace" data-fixed>{one.insert}</Text>}
    </UnstyledButton>
  );
}

function FunctionHelp({ name }: { name: string }) {
  const { t } = useTranslation("formula");
  const about = useFunction(name);
  if (!about) return null;
  return (
    <div className={classes.help}>
      <code>{about.signature}</code>
      <p>{about.help}</p>
      {about.examples.slice(0, 2).map((example) => <Example key={example.formula} {...example} />)}
      {!about.sortable && <Badge mt={6} size="xs" variant="light" color="saffron" tt="none">{t("stored_only")}</Badge>}
    </div>
  );
}

function Example({ formula, gives }: FormulaFunction["examples"][number]) {
  return (
    <div className={classes.example}>
      <code>{formula}</code>
      <span aria-hidden>→</span>
      <code>{gives}</code>
    </div>
  );
}
