import { Text } from "@mantine/core";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/shared/api/http";
import { entityPlural } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useEntity } from "@/shared/solution/useSolution";
import { ErrorState } from "@/shared/ui/ErrorState";
import { Page } from "@/shared/ui/Page";

import type { Plan, Preview } from "./api";
import { ChoiceStep } from "./ChoiceStep";
import { ColumnsStep } from "./ColumnsStep";
import { FileStep } from "./FileStep";
import classes from "./ImportPage.module.css";
import { RunStep } from "./RunStep";

const steps = ["file", "columns", "choice", "done"] as const;

export function ImportPage() {
  const { entity: key } = useParams({ strict: false }) as { entity: string };
  const entity = useEntity(key);
  if (!entity) return <ErrorState error={new ApiError(404, "not_found", "")} />;
  return <Wizard key={key} entity={entity} />;
}

/** From a file to records: what is in it, where it goes, what would happen; then it happens. The address names a running import. */
function Wizard({ entity }: { entity: EntityView }) {
  const { t } = useTranslation("import");
  const navigate = useNavigate();
  const { job = null } = useSearch({ strict: false }) as { job?: string };
  const [preview, setPreview] = useState<Preview | null>(null);
  const [plan, setPlan] = useState<Plan | null>(null);
  const go = (id: string | null) => void navigate({ to: ".", search: (id ? { job: id } : {}) as never, replace: true });
  const again = () => {
    setPreview(null);
    setPlan(null);
    go(null);
  };
  const step = job ? 3 : plan ? 2 : preview ? 1 : 0;
  return (
    <Page title={t("title", { title: entityPlural(entity) })} width={980}>
      <Text c="dimmed" mb="md">{t("lead")}</Text>
      <ol className={classes.steps}>
        {steps.map((name, index) => (
          <li key={name} aria-current={index === step ? "step" : undefined} data-past={index < step || undefined}>
            {t(`steps.${name}`)}
          </li>
        ))}
      </ol>
      {step === 0 && <FileStep entity={entity} onRead={setPreview} />}
      {step === 1 && preview && <ColumnsStep entity={entity} preview={preview} onPreview={setPreview} onBack={again} onPlan={setPlan} />}
      {step === 2 && plan && <ChoiceStep plan={plan} onBack={() => setPlan(null)} onStarted={go} />}
      {step === 3 && job && <RunStep entity={entity} job={job} onAgain={again} />}
    </Page>
  );
}
