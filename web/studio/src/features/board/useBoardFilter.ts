import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";

import type { BoardFilter } from "./boardFilter";

interface Address {
  q?: string;
  who?: string;
  late?: unknown;
  formula?: string;
}

/** The board's filter, kept in the address: it can be shared, and gone back from. */
export function useBoardFilter(): [BoardFilter, (change: Partial<BoardFilter>) => void] {
  const navigate = useNavigate();
  const { q, who, late, formula } = useSearch({ strict: false }) as Address;
  const filter = useMemo(() => ({ text: String(q ?? ""), who: String(who ?? ""), late: late === 1 || late === "1", formula: String(formula ?? "") }), [q, who, late, formula]);
  const set = useCallback(
    (change: Partial<BoardFilter>) => {
      const next = { ...filter, ...change };
      const address: Address = { q: next.text || undefined, who: next.who || undefined, late: next.late ? 1 : undefined, formula: next.formula || undefined } as Address;
      void navigate({ to: ".", search: ((previous: object) => ({ ...previous, ...address })) as never, replace: true });
    },
    [filter, navigate],
  );
  return [filter, set];
}
