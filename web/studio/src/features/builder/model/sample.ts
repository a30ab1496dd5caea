const mostLeaves = 200;

/** Every single value of a call's body, with its path as a map writes it. */
export function leavesOf(body: unknown, path = ""): [string, string][] {
  if (body === null || typeof body !== "object") return path ? [[path, body === null ? "" : String(body)]] : [];
  const found = Object.entries(body).flatMap(([name, value]) => leavesOf(value, path ? `${path}.${name}` : name));
  return found.slice(0, mostLeaves);
}

/** A name for the value at a path, not among those taken: its last word that is no number. */
export function nameFor(path: string, taken: string[]): string {
  const last = path.split(".").findLast((part) => !/^\d+$/.test(part)) ?? "value";
  const base = last.toLowerCase().replace(/[^a-z0-9_]/g, "_").replace(/^[^a-z]+/, "") || "value";
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}_${String(number)}`;
    if (!taken.includes(name)) return name;
  }
}
