import { Menu, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconListTree } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { FormulaTree } from "@/shared/formula/FormulaTree";
import { writtenValue } from "@/shared/formula/written";

import type { FormulaAnswer } from "../../api/formulas";
import type { Sample } from "../../api/samples";
import classes from "./formula.module.css";

interface Props {
  answer: FormulaAnswer;
  samples: readonly Sample[];
  sample: Sample | undefined;
  onSample: (sample: Sample) => void;
  read: (source: string) => string;
}

/** What the formula gives: the type, and, on a real record, the value and how it came about. */
export function Answer({ answer, samples, sample, onSample, read }: Props) {
  const { t } = useTranslation(["formula", "builder"]);
  const [open, setOpen] = useState(false);
  const words = { yes: t("yes"), no: t("no"), blank: t("blank") };
  const type = t(`builder:type.${answer.type ?? "any"}`, { defaultValue: answer.type });
  const tried = sample !== undefined && answer.tree !== undefined;
  return (
    <>
      <div className={classes.answer} aria-live="polite">
        <span>{t("builder:formula.gives", { type })}</span>
        {tried && (
          <>
            <b className="tabular">= {answer.tree?.error ? t("no_value") : writtenValue(answer.value, words)}</b>
            <Menu position="bottom-start" withinPortal>
              <Menu.Target>
                <UnstyledButton title={t("choose_record")}>{t("on_record", { title: sample.title })}<IconChevronDown size={11} aria-hidden /></UnstyledButton>
              </Menu.Target>
              <Menu.Dropdown>
                {samples.map((one) => <Menu.Item key={one.id} onClick={() => onSample(one)}>{one.title}</Menu.Item>)}
              </Menu.Dropdown>
            </Menu>
            {answer.tree?.children && (
              <UnstyledButton aria-expanded={open} onClick={() => setOpen(!open)} c="var(--brand)"><IconListTree size={12} aria-hidden /> {t(open ? "hide_steps" : "show_steps")}</UnstyledButton>
            )}
          </>
        )}
      </div>
      {tried && open && answer.tree && (
        <div className={classes.tree}><FormulaTree part={answer.tree} read={read} write={(value) => writtenValue(value, words)} /></div>
      )}
    </>
  );
}
