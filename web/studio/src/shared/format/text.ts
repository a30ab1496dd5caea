/** A text as a literal of the formula language: quoted, inner quotes doubled. */
export const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
