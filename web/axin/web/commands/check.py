"""`axin check FILE [--json]`: validate a solution document; exit 0, or 1 with every error."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from axin.builder.checks import Report, check_solution
from axin.builder.checks.findings import Finding
from axin.platform.data import json
from axin.platform.kernel.errors import Problem

_LOCALES = ("en", "az", "ru")


def main(argv: Sequence[str]) -> int:
    """Check the document in the file named on the command line (`-` reads standard input)."""
    options = _options(argv)
    report = _report(options.file, options.locale)
    if options.json:
        sys.stdout.write(json.dumps_text(_as_json(report)) + "\n")
    else:
        _print(report, options.file)
    return 0 if report.valid else 1


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="axin check", description="Validate a solution document.")
    parser.add_argument("file", help="the document; - reads standard input")
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.add_argument("--locale", choices=_LOCALES, default="en", help="the language of the messages")
    return parser.parse_args(argv)


def _report(file: str, locale: str) -> Report:
    try:
        text = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        return Report((Problem("", "unreadable", f"The file cannot be read: {error.strerror}."),))
    try:
        document = json.loads(text.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ArithmeticError):
        return Report((Finding("", "invalid_json").problem(locale),))
    return check_solution(document, locale)


def _as_json(report: Report) -> dict[str, Any]:
    return {"valid": report.valid, "errors": _problems(report.errors), "warnings": _problems(report.warnings)}


def _problems(problems: Iterable[Problem]) -> list[dict[str, str]]:
    return [
        {"pointer": problem.pointer, "code": problem.code, "message": problem.message}
        | ({"suggestion": problem.suggestion} if problem.suggestion else {})
        for problem in problems
    ]


def _print(report: Report, file: str) -> None:
    for problem in report.errors:
        sys.stdout.write(f"{_line(problem)}\n")
    for problem in report.warnings:
        sys.stdout.write(f"warning: {_line(problem)}\n")
    if report.valid:
        sys.stdout.write(f"{file}: valid\n")
    else:
        sys.stdout.write(f"{file}: {len(report.errors)} error{'s' if len(report.errors) > 1 else ''}\n")


def _line(problem: Problem) -> str:
    near = f" (did you mean `{problem.suggestion}`?)" if problem.suggestion else ""
    return f"{problem.pointer or '/'}  {problem.code}  {problem.message}{near}"
