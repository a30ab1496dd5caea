import { fold } from "@/shared/format/fold";

/** Names after an @: found while they are typed, kept as plain text, and read back when the text is sent. */
export interface Named {
  id: string;
  name: string;
}

/** What is being typed after the @ before the caret; null where nobody is being named. */
export function beingNamed(text: string, caret: number): { from: number; query: string } | null {
  const found = /(?:^|[\s(])@([\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]*)?)$/u.exec(text.slice(0, caret));
  return found ? { from: caret - (found[1]?.length ?? 0) - 1, query: found[1] ?? "" } : null;
}

/** The people whose name, or a part of it, begins so. */
export function fitting(people: Named[], query: string): Named[] {
  const wanted = fold(query.trim());
  return people.filter(({ name }) => wanted === "" || fold(name).startsWith(wanted) || fold(name).split(/\s+/).some((part) => part.startsWith(wanted))).slice(0, 6);
}

/** The text with the name put in, and where the caret goes. */
export function named(text: string, from: number, caret: number, name: string): { text: string; caret: number } {
  const put = `@${name} `;
  return { text: text.slice(0, from) + put + text.slice(caret).replace(/^ /, ""), caret: from + put.length };
}

/** The text in parts: plain, and the names of people that are in it; a longer name is read before a shorter one. */
export function partsOf(text: string, people: Named[]): { text: string; person?: Named }[] {
  const sorted = people.filter(({ name }) => name !== "").toSorted((a, b) => b.name.length - a.name.length);
  const parts: { text: string; person?: Named }[] = [];
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const person = text[at] === "@" ? sorted.find(({ name }) => text.startsWith(name, at + 1) && !/[\p{L}\p{N}]/u.test(text[at + 1 + name.length] ?? "")) : undefined;
    if (!person) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) parts.push({ text: plain });
    plain = "";
    parts.push({ text: `@${person.name}`, person });
    at += person.name.length + 1;
  }
  return plain ? [...parts, { text: plain }] : parts;
}

export const mentioned = (text: string, people: Named[]): string[] => [...new Set(partsOf(text, people).flatMap(({ person }) => (person ? [person.id] : [])))];
