import { Button, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { download } from "@/shared/files/upload";
import { formatNumber } from "@/shared/format/format";
import { useSlug } from "@/shared/solution/useSolution";
import { explainProblem } from "@/shared/ui/explain";
import { Panel } from "@/shared/ui/Page";

import type { Result } from "./api";
import classes from "./ImportPage.module.css";

export function Counts({ result }: { result: Result }) {
  const { t } = useTranslation("import");
  return (
    <dl className={classes.counts}>
      {(["created", "updated", "skipped", "failed"] as const).map((name) => (
        <div key={name} data-bad={(name === "failed" && result.failed > 0) || undefined}>
          <dt>{t(name)}</dt>
          <dd>{formatNumber(String(result[name]))}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The first rows with faults, and all of them as a file. */
export function Faults({ result }: { result: Result }) {
  const { t } = useTranslation("import");
  const slug = useSlug();
  if (result.errors.length === 0) return null;
  const file = result.errors_file;
  return (
    <Panel title={t("faults")}>
      <ul className={classes.faults} tabIndex={0} aria-label={t("faults")}>
        {result.errors.map((error) => (
          <li key={error.row}>
            <span className="tabular">{t("row", { row: error.row })}</span>
            <span>{error.faults.map((fault) => [fault.column, explainProblem(fault, t)].filter(Boolean).join(": ")).join("; ")}</span>
          </li>
        ))}
      </ul>
      {file && (
        <Button mt="sm" variant="default" leftSection={<IconDownload size={16} />} onClick={() => download(slug, file.id)}>{t("report")}</Button>
      )}
      {!file && <Text size="sm" c="dimmed">{t("tryHint")}</Text>}
    </Panel>
  );
}
