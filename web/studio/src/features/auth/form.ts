import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/shared/api/http";
import { explain, explainProblem } from "@/shared/ui/explain";

/** A small form: its values, the server's word on each, one on all, and whether it is being sent. */
export function useForm<T extends Record<string, string>>(start: T, send: (values: T) => Promise<void>) {
  const { t } = useTranslation("common");
  const [values, setValues] = useState(start);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refused, setRefused] = useState("");
  const [busy, setBusy] = useState(false);
  const field = (name: keyof T & string, pointer = `/${name}`) => ({
    value: values[name],
    error: errors[pointer],
    required: true,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((before) => ({ ...before, [name]: value }));
      setErrors((before) => ({ ...before, [pointer]: "" }));
    },
  });
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefused("");
    try {
      await send(values);
    } catch (error) {
      if (error instanceof ApiError && error.problems.length > 0) setErrors(Object.fromEntries(error.problems.map((problem) => [problem.pointer, explainProblem(problem, t)])));
      else setRefused(explain(error, t));
      setBusy(false);
    }
  };
  return { field, submit, refused, busy };
}
