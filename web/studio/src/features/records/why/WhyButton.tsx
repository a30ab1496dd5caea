import { ActionIcon, Popover } from "@mantine/core";
import { IconHelpCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordItem } from "@/shared/api/types";
import { fieldTitle } from "@/shared/solution/titles";
import type { EntityView, FieldView } from "@/shared/solution/types";

import classes from "./why.module.css";
import { WhyPanel } from "./WhyPanel";

/** Beside a field: why it has its value. */
export function WhyButton({ entity, record, field }: { entity: EntityView; record: RecordItem; field: FieldView }) {
  const { t } = useTranslation("why");
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" width={400} withinPortal trapFocus returnFocus shadow="md" radius="md">
      <Popover.Target>
        <ActionIcon className={classes.button} data-open={open || undefined} size={24} aria-label={t("ask", { field: fieldTitle(field) })} title={t("why")} onClick={() => setOpen(!open)}>
          <IconHelpCircle size={15} stroke={1.8} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel} aria-label={t("ask", { field: fieldTitle(field) })}>
        {open && <WhyPanel entity={entity} record={record} field={field.key} onClose={() => setOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}
