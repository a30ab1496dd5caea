import { createContext } from "react";

/** Opens the trial of the scenario, as far as a step or whole. */
export const TryContext = createContext<(until?: string) => void>(() => undefined);
