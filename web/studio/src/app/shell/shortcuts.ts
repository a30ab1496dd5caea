import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

import { useNavigation } from "./navigation";

const typing = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Ctrl+K finds, `g` and a letter goes, `?` explains, `/` searches: never while somebody types. */
export function useShortcuts(act: { find: () => void; help: () => void }): void {
  const groups = useNavigation();
  const navigate = useNavigate();
  const pending = useRef(0);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        return act.find();
      }
      if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('[role="dialog"]')) return;
      if (Date.now() - pending.current < 1200) {
        pending.current = 0;
        const found = groups.flatMap((group) => group.items).find((item) => item.letter === event.key.toLowerCase());
        if (found) {
          event.preventDefault();
          void navigate({ to: found.to });
        }
      } else if (event.key === "g") pending.current = Date.now();
      else if (event.key === "?") act.help();
      else if (event.key === "/") {
        event.preventDefault();
        act.find();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [act, groups, navigate]);
}
