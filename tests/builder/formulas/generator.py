"""Random formulas of a wanted type, over the world of world.py: every operator and function, and literals that lie in wait."""
# ruff: noqa: E501 - tables read best a row a line

from random import Random

NUMBERS = ["0", "1", "2", "3", "7", "10", "12.5", "0.1", "0.05", "100", "999.995", "0.000000000001", "1234567890123456.789", "2.5", "1000000",
           "9999999999999999999999999999", "0.5", "400", "1000", "60"]  # fmt: skip
TEXTS = [
    '""',
    '"a"',
    '"yes"',
    '"Əli"',
    '"İI"',
    '"ıi"',
    '" x  y "',
    '"Ёлка"',
    '"brick"',
    '"12"',
    '"%_\\"',
    '"ş"',
    '"O"',
    '"ə"',
    '"it""s"',
    '"😀"',
    '"Z"',
    '" "',
]
FIELDS = {
    "number": ["n1", "n2", "n3", "whole", "client.rank", "client.company.size"],
    "money": ["price", "cost", "foreign"],
    "text": ["t1", "t2", "t3", "choice", "client.name", "client.company.title"],
    "boolean": ["b1", "b2"],
    "date": ["d1", "d2", "client.born"],
    "datetime": ["m1", "m2"],
    "list": ["tags"],
    "link": ["client", "owner"],
}
ROW_FIELDS = {"number": ["lines.qty", "lines.rate"], "money": ["lines.total", "lines.other"], "text": ["lines.kind", "lines.product.name"],
              "date": ["lines.due"], "datetime": ["lines.at"], "boolean": ["lines.done"]}  # fmt: skip
KINDS = ("number", "money", "text", "boolean", "date", "datetime")


class Generator:
    """Makes formulas; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.in_rows = False

    def formula(self, depth: int = 4) -> tuple[str, str]:
        kind = self.random.choice(KINDS)
        return self.make(kind, self.random.randint(1, depth)), kind

    def make(self, kind: str, depth: int) -> str:
        if depth <= 0 or self.random.random() < 0.08:
            return self.leaf(kind)
        return getattr(self, f"_{kind}")(depth - 1)

    def leaf(self, kind: str) -> str:
        if self.in_rows and kind in ROW_FIELDS and self.random.random() < 0.7:
            return self.random.choice(ROW_FIELDS[kind])
        if kind in FIELDS and self.random.random() < 0.75:
            return self.random.choice(FIELDS[kind])
        return self._literal(kind)

    def _literal(self, kind: str) -> str:
        pick = self.random.choice
        match kind:
            case "number":
                return pick(NUMBERS) if self.random.random() < 0.9 else "BLANK"
            case "text":
                return pick(TEXTS)
            case "boolean":
                return pick(["TRUE", "FALSE", "ISBLANK(n1)"])
            case "date":
                return pick(["DATE(2026, 2, 28)", "DATE(2024, 2, 29)", "TODAY()", "DATE(1, 1, 1)", "DATE(9999, 12, 31)"])
            case "datetime":
                return pick(["NOW()", "m1", "m2"])
            case _:
                return pick(FIELDS[kind])

    def _choice(self, kind: str, d: int) -> str | None:
        """What every type may be: a choice, or an aggregate."""
        roll = self.random.random()
        make = self.make
        if roll < 0.06:
            return f"IF({make('boolean', d)}, {make(kind, d)}, {make(kind, d)})"
        if roll < 0.09:
            return f"IFS({make('boolean', d)}, {make(kind, d)}; {make('boolean', d)}, {make(kind, d)})"
        if roll < 0.12:
            of = self.random.choice(KINDS)
            return f"SWITCH({make(of, d)}, {make(of, d)}, {make(kind, d)}, {make(of, d)}, {make(kind, d)}, {make(kind, d)})"
        if roll < 0.16:
            return f"COALESCE({make(kind, d)}, {make(kind, d)})"
        return None

    def _rows(self, function: str, kind: str, d: int) -> str:
        if self.in_rows:
            return self.leaf("number" if function == "COUNT" else kind)
        self.in_rows = True
        inner = self.random.choice(ROW_FIELDS[kind]) if kind not in {"number", "money"} or d < 2 else self._with_row(kind, d - 1)
        condition = f", {self.make('boolean', min(d, 2))}" if self.random.random() < 0.5 else ""
        self.in_rows = False
        return f"{function}({inner}{condition})"

    def _with_row(self, kind: str, d: int) -> str:
        name = self.random.choice(ROW_FIELDS[kind])
        return self.random.choice(
            [name, f"{name} * {self.make('number', d)}", f"IF({self.make('boolean', d)}, {name}, {self.make(kind, d)})"]
        )

    def _first(self, kind: str, d: int) -> str:
        """The first argument of what would run over links: one that reads no row."""
        before, self.in_rows = self.in_rows, False
        made = self.make(kind, d)
        self.in_rows = before
        return made

    def _number(self, d: int) -> str:
        m, pick = self.make, self.random.choice
        n, x, f = m("number", d), m("number", d), self._first("number", d)
        return self._choice("number", d) or pick([
            lambda: f"({n} + {x})", lambda: f"({n} - {x})", lambda: f"({n} * {x})", lambda: f"({n} / {x})", lambda: f"({n} * {x})",
            lambda: f"-({n})", lambda: f"({n}) ^ {pick(['2', '3', '0.5', '-1', '0', '-2.5', '7', x])}", lambda: f"ROUND({n})",
            lambda: f"ROUND({n}, {pick(['2', '0', '-2', '6', x])})", lambda: f"CEILING({n})", lambda: f"CEILING({n}, {x})",
            lambda: f"FLOOR({n})", lambda: f"FLOOR({n}; {x})", lambda: f"INT({n})", lambda: f"ABS({n})", lambda: f"MOD({n}, {x})",
            lambda: f"MIN({f}, {x}, {m('number', d)})", lambda: f"MAX({f}, {x})", lambda: f"SUM({f}, {x}, {m('number', d)})",
            lambda: f"AVERAGE({f}, {x}, {m('number', d)})", lambda: f"COUNT({f}, {m('text', d)}, {m('date', d)})",
            lambda: f"LEN({m('text', d)})", lambda: f"({m('money', d)} / {m('money', d)})", lambda: f"({m('date', d)} - {m('date', d)})",
            lambda: f"({m('datetime', d)} - {m('datetime', d)})", lambda: f"({m('datetime', d)} - {m('date', d)})",
            lambda: f"{pick(['YEAR', 'MONTH', 'DAY', 'WEEKDAY'])}({m(pick(['date', 'datetime']), d)})", lambda: f"HOUR({m('datetime', d)})",
            lambda: f"(({m('datetime', d)} + SUM(HOURS({n}), MINUTES({x}))) - {m('datetime', d)})",
            lambda: f"WORKDAYS({m('date', d)}, {m('date', d)})", lambda: "COUNT(tags)", lambda: "COUNT(lines)",
            lambda: self._rows("SUM", "number", d), lambda: self._rows("AVERAGE", "number", d), lambda: self._rows("MAX", "number", d),
            lambda: self._rows("COUNT", pick(["text", "number", "date", "money"]), d),
        ])()  # fmt: skip

    def _money(self, d: int) -> str:
        m, pick = self.make, self.random.choice
        a, f = m("money", d), self._first("money", d)
        return self._choice("money", d) or pick([
            lambda: f"({a} + {m('money', d)})", lambda: f"({a} - {m('money', d)})", lambda: f"({a} * {m('number', d)})",
            lambda: f"({m('number', d)} * {a})", lambda: f"({a} / {m('number', d)})", lambda: f"-({a})", lambda: f"ROUND({a}, 2)",
            lambda: f"MAX({f}, {m('money', d)})", lambda: f"MIN({f}, {m('number', d)})", lambda: f"SUM({f}, {m('money', d)})",
            lambda: f"AVERAGE({f}, {m('money', d)})", lambda: f"({a} + {m('number', d)})", lambda: f"ABS({a})", lambda: f"CEILING({a})",
            lambda: f"COALESCE({a}, 0)", lambda: self._rows("SUM", "money", d), lambda: self._rows("MIN", "money", d),
            lambda: self._rows("AVERAGE", "money", d),
        ])()  # fmt: skip

    def _text(self, d: int) -> str:
        m, pick = self.make, self.random.choice
        t = m("text", d)
        return self._choice("text", d) or pick([
            lambda: f"({t} & {m('text', d)})", lambda: f"({t} & {m('number', d)})", lambda: f"CONCAT({t}, {m('money', d)}, {m('date', d)})",
            lambda: f"CONCAT({m('boolean', d)}; {m('datetime', d)})", lambda: f"LEFT({t}, {m('number', d)})", lambda: f"RIGHT({t}, {m('number', d)})",
            lambda: f"MID({t}, {m('number', d)}, {m('number', d)})", lambda: f"LEFT({t})", lambda: f"RIGHT({t})", lambda: f"TRIM({t})",
            lambda: f"UPPER({t})", lambda: f"LOWER({t})", lambda: f"SUBSTITUTE({t}, {m('text', d)}, {m('text', d)})", lambda: f"(tags & {t})",
            lambda: f"(client & {t})",
        ])()  # fmt: skip

    def _boolean(self, d: int) -> str:
        m, pick = self.make, self.random.choice
        kind = pick(["number", "money", "text", "date", "datetime", "number", "text"])
        x, y = m(kind, d), m(kind, d)
        return self._choice("boolean", d) or pick([
            *[lambda: f"({x} {pick(['=', '<>', '<', '<=', '>', '>='])} {y})"] * 5,
            lambda: f"({m('boolean', d)} AND {m('boolean', d)})", lambda: f"({m('boolean', d)} OR {m('boolean', d)})",
            lambda: f"NOT({m('boolean', d)})", lambda: f"AND({m('boolean', d)}, {m('boolean', d)}, {m('boolean', d)})",
            lambda: f"OR({m('boolean', d)}, {m('boolean', d)})", lambda: f"ISBLANK({x})", lambda: f"({m('boolean', d)} = {m('boolean', d)})",
            lambda: f"CONTAINS({m('text', d)}, {m('text', d)})", lambda: f"STARTSWITH({m('text', d)}, {m('text', d)})",
            lambda: f"CONTAINS(tags, {m('text', d)})", lambda: f"({m('money', d)} > {m('number', d)})", lambda: f"({m('date', d)} < {m('datetime', d)})",
            lambda: "({})".format(pick(["client = owner", "client <> owner", "tags = BLANK", "client = BLANK", 'd1 >= "2026-01-01"', 'm1 < "2026-03-29T01:30:00Z"',
                          "ISBLANK(lines)", 'choice = "yes"', "NOT b1", 'client = "00000000-0000-7000-8000-000000000001"', "price > 100", "foreign > 100"])),
        ])()  # fmt: skip

    def _date(self, d: int) -> str:
        m, pick = self.make, self.random.choice
        return self._choice("date", d) or pick([
            lambda: f"({m('date', d)} + DAYS({m('number', d)}))", lambda: f"({m('date', d)} - DAYS({m('number', d)}))",
            lambda: f"({m('date', d)} + MONTHS({m('number', d)}))", lambda: f"({m('date', d)} - MONTHS({m('number', d)}))",
            lambda: f"DATE({m('number', d)}, {m('number', d)}, {m('number', d)})", lambda: f"DATE({m('datetime', d)})",
            lambda: f"DATE(YEAR({m('date', d)}), MONTH({m('date', d)}) + 1, 0)", lambda: f"WORKDAYS({m('date', d)}, {m('number', d)})",
            lambda: f"MAX({self._first('date', d)}, {m('date', d)})", lambda: f"MIN({self._first('date', d)}, {m('date', d)})", lambda: self._rows("MAX", "date", d),
        ])()  # fmt: skip

    def _datetime(self, d: int) -> str:
        m, pick = self.make, self.random.choice
        return self._choice("datetime", d) or pick([
            lambda: f"({m('datetime', d)} + HOURS({m('number', d)}))", lambda: f"({m('datetime', d)} - MINUTES({m('number', d)}))",
            lambda: f"({m('datetime', d)} + DAYS({m('number', d)}))", lambda: f"({m('datetime', d)} - MONTHS({m('number', d)}))",
            lambda: f"({m('date', d)} + HOURS({m('number', d)}))", lambda: f"({m('date', d)} - IF({m('boolean', d)}, HOURS(1), -MINUTES(90)))",
            lambda: f"MAX({self._first('datetime', d)}, {m('datetime', d)})", lambda: f"COALESCE({m('datetime', d)}, {m('date', d)})",
            lambda: self._rows("MIN", "datetime", d),
        ])()  # fmt: skip
