import { useEffect, useState } from "react";

/**
 * The text in an input whose value is kept otherwise than it is written: it follows the value when that changes from outside,
 * not while it is being typed. `own` is the value that the typed text has given.
 */
export function useTyped(value: string, write: (value: string) => string, same: (one: string, other: string) => boolean = Object.is): [string, (text: string, own?: string) => void] {
  const [typed, setTyped] = useState(() => (value ? write(value) : ""));
  const [own, setOwn] = useState(value);
  useEffect(() => {
    if (same(value, own)) return;
    setTyped(value ? write(value) : "");
    setOwn(value);
  }, [value, own, write, same]);
  return [
    typed,
    (text, given) => {
      setTyped(text);
      if (given !== undefined) setOwn(given);
    },
  ];
}
