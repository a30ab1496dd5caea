/** Places in the document: paths and JSON Pointers, and changes that copy only what they touch. */

export type Path = readonly (string | number)[];

/** A JSON Pointer (RFC 6901) for the path. */
export function pointerOf(path: Path): string {
  return path.map((part) => `/${String(part).replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");
}

/** The path of a JSON Pointer; array positions become numbers. */
export function pathOf(pointer: string): (string | number)[] {
  if (!pointer) return [];
  return pointer
    .slice(1)
    .split("/")
    .map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~"))
    .map((part) => (/^(0|[1-9]\d*)$/.test(part) ? Number(part) : part));
}

/** The value at a path, or undefined where the way there ends. */
export function valueAt(root: unknown, path: Path): unknown {
  let value: unknown = root;
  for (const part of path) {
    if (value === null || typeof value !== "object") return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

/** A copy of the root with the value at the path replaced; undefined takes a member away. */
export function setAt<T>(root: T, path: Path, value: unknown): T {
  return changeAt(root, path, () => value);
}

/** A copy of the root with the value at the path changed by `change`. */
export function changeAt<T>(root: T, path: Path, change: (value: never) => unknown): T {
  const [head, ...rest] = path;
  if (head === undefined) return change(root as never) as T;
  const inner = (root as Record<string | number, unknown> | undefined)?.[head];
  const next = changeAt(inner, rest, change);
  if (Array.isArray(root)) return Object.assign([...root], { [head]: next }) as T;
  const copy = { ...(root as object) } as Record<string | number, unknown>;
  if (next === undefined) delete copy[head];
  else copy[head] = next;
  return copy as T;
}

/** A copy with `item` inserted in the list at the path, at `index` (the end, if left out). */
export function insertAt<T>(root: T, path: Path, item: unknown, index?: number): T {
  return changeAt(root, path, (list: unknown) => {
    const items = Array.isArray(list) ? (list as unknown[]) : [];
    const at = index ?? items.length;
    return [...items.slice(0, at), item, ...items.slice(at)];
  });
}

/** A copy without the item at the path; the last part is its position in a list or its member name. */
export function removeAt<T>(root: T, path: Path): T {
  const last = path[path.length - 1];
  return changeAt(root, path.slice(0, -1), (holder: unknown) => {
    if (Array.isArray(holder)) return holder.filter((_, at) => at !== last);
    const copy = { ...(holder as Record<string | number, unknown>) };
    delete copy[last as string];
    return copy;
  });
}

/** A copy with the item of the list at the path moved from one position to another. */
export function moveAt<T>(root: T, path: Path, from: number, to: number): T {
  return changeAt(root, path, (list: unknown) => {
    const items = [...(list as unknown[])];
    const [item] = items.splice(from, 1);
    items.splice(Math.max(0, Math.min(to, items.length)), 0, item);
    return items;
  });
}
