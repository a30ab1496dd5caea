import type { TFunction } from "i18next";

import { ApiError } from "@/shared/api/http";

/** An error in the reader's language where its code is known, else in the server's own sentence. */
export function explain(error: unknown, t: TFunction): string {
  if (!(error instanceof ApiError)) return t("common:error.unexpected");
  const known = t(`common:error.codes.${error.code}`, { defaultValue: "" });
  const first = error.problems[0];
  if (first && ["invalid", "check_failed"].includes(error.code)) return explainProblem(first, t);
  return known || error.message || t("common:error.unexpected");
}

export function explainProblem(problem: { code: string; message: string }, t: TFunction): string {
  return t(`common:error.codes.${problem.code}`, { defaultValue: "" }) || problem.message;
}
