import { TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { createRecord } from "@/shared/api/records";
import { isBlank } from "@/shared/fields/FieldValue";
import { fieldTitle } from "@/shared/solution/titles";
import type { EntityView, FunnelView, StageView } from "@/shared/solution/types";
import { useSlug } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";
import { useOverlay } from "@/shared/ui/overlay";

import classes from "./BoardPage.module.css";

/** Whether a name alone makes a card here: nothing else is required, neither of every record nor by the stage. */
export function namesAlone(entity: EntityView, stage: StageView): boolean {
  const name = entity.fields.find((field) => field.key === entity.display);
  if (!name || name.access !== "write" || !["text", "long_text"].includes(name.type)) return false;
  return !entity.fields.some((field) => field !== name && field.access === "write" && isBlank(field.default) && (field.required === true || stage.requires.includes(field.key)));
}

/** A name and Enter makes a card, and the next one may follow at once; where more is needed, the whole form opens with the name. */
export function QuickAdd({ entity, funnel, stage, onClose }: { entity: EntityView; funnel: FunnelView; stage: StageView; onClose: () => void }) {
  const { t } = useTranslation("board");
  const slug = useSlug();
  const client = useQueryClient();
  const { openCreate } = useOverlay();
  const [name, setName] = useState("");
  const field = entity.fields.find((candidate) => candidate.key === entity.display);
  const create = useMutation({
    mutationFn: () => createRecord(slug, entity.key, { values: { [entity.display]: name.trim() }, funnel: funnel.key, stage: stage.key }),
    onSuccess: () => {
      setName("");
      void client.invalidateQueries({ queryKey: keys.records(slug, entity.key) });
    },
    onError: (error) => {
      const more = error instanceof ApiError && error.problems.some((problem) => problem.pointer.startsWith("/values/") && problem.pointer !== `/values/${entity.display}`);
      if (more) openCreate(entity.key, { funnel: funnel.key, stage: stage.key, [entity.display]: name.trim().replace(/[;=]/g, " ") });
    },
  });
  return (
    <form
      className={classes.quick}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() && !create.isPending) create.mutate();
      }}
    >
      <TextInput
        size="xs"
        autoFocus
        aria-label={t("quick.label", { field: field ? fieldTitle(field) : "" })}
        placeholder={t("quick.hint")}
        value={name}
        readOnly={create.isPending}
        error={create.isError ? explain(create.error, t) : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={() => !name.trim() && onClose()}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          onClose();
        }}
      />
    </form>
  );
}
