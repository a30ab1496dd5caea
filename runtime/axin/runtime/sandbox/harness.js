// Takes a program and its input as JSON, and returns what came of it as JSON. What a program may spoil is its own answer.
((stringify, parse, SyntaxFault, PromiseKind, Compiled, evaluate) => (source, given) => {
  const lines = [];
  let room = 4000;
  const note = (...values) => {
    if (room <= 0) return;
    const line = values.map((value) => (typeof value === "string" ? value : stringify(value) ?? "undefined")).join(" ");
    lines.push(line.slice(0, room));
    room -= line.length + 1;
  };
  globalThis.console = { log: note, info: note, warn: note, error: note, debug: note };
  globalThis.input = parse(given);
  let begun = false;
  globalThis.__begin = () => {
    begun = true;
    delete globalThis.__begin;
  };
  const whole = source.trim();
  const forms = [
    () => evaluate(`__begin();${source}`),
    () => Compiled("input", `__begin();${source}`)(globalThis.input),
  ];
  if (whole.startsWith("{")) forms.unshift(() => evaluate(`__begin();(${whole}\n)`));
  let refused;
  for (const form of forms) {
    try {
      const output = form();
      if (output instanceof PromiseKind) throw new TypeError("The code gives a promise; it must give a value.");
      return stringify({ output: output === undefined ? null : output, lines });
    } catch (error) {
      if (begun || !(error instanceof SyntaxFault)) {
        const known = error !== null && typeof error === "object";
        return stringify({
          error: known ? `${error.name}: ${error.message}` : `${error}`, stack: known ? `${error.stack}` : "", lines,
        });
      }
      refused ??= error;
    }
  }
  return stringify({ error: `${refused.name}: ${refused.message}`, stack: `${refused.stack}`, lines });
})(JSON.stringify, JSON.parse, SyntaxError, Promise, Function, eval)
