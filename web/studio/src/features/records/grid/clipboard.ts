/** Ranges as spreadsheets put them on the clipboard: tabs between cells, a line for a row, quotes round what has either. */
export function writeTable(rows: string[][]): string {
  return rows.map((row) => row.map(cell).join("\t")).join("\r\n");
}

const cell = (text: string): string => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export function readTable(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const [value, end] = text[at] === '"' ? quoted(text, at) : plain(text, at);
    row.push(value);
    if (text[end] === "\t") {
      at = end + 1;
      continue;
    }
    rows.push(row);
    row = [];
    at = end + (text.startsWith("\r\n", end) ? 2 : 1);
    if (at >= text.length) break;
  }
  return rows;
}

function plain(text: string, from: number): [string, number] {
  let end = from;
  while (end < text.length && text[end] !== "\t" && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return [text.slice(from, end), end];
}

/** A quoted cell; quotes that no spreadsheet wrote (text goes on after them) are part of the text. */
function quoted(text: string, from: number): [string, number] {
  let value = "";
  let at = from + 1;
  while (at < text.length) {
    if (text[at] !== '"') value += text[at];
    else if (text[at + 1] === '"') {
      value += '"';
      at += 1;
    } else break;
    at += 1;
  }
  const after = text[at + 1];
  const closed = text[at] === '"' && (after === undefined || after === "\t" || after === "\r" || after === "\n");
  return closed ? [value, at + 1] : plain(text, from);
}

/** What lands in each cell of a target: a single value fills it all, a smaller table is repeated where it fits whole. */
export function spread(table: string[][], rows: number, columns: number): string[][] {
  const height = table.length;
  const width = Math.max(0, ...table.map((row) => row.length));
  if (height === 0 || width === 0) return [];
  const repeats = rows % height === 0 && columns % width === 0;
  const [tall, wide] = repeats ? [Math.max(rows, height), Math.max(columns, width)] : [height, width];
  return Array.from({ length: tall }, (_, line) => Array.from({ length: wide }, (__, at) => table[line % height]?.[at % width] ?? ""));
}
