import { useMediaQuery } from "@mantine/hooks";

/** Narrower than a tablet: lists become cards, the board shows one lane. */
export const usePhone = (): boolean => useMediaQuery("(max-width: 768px)", false, { getInitialValueInEffect: false }) ?? false;
