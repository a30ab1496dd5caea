# Everything a person does here. `make` alone lists it.

PYTHON ?= python3.11
UV_VERSION := 0.13.9
BIN := .venv/bin
TESTERS ?= $(shell getconf _NPROCESSORS_ONLN)
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run test chaos nightly check bench client format clean

help:
	@echo "make run      install what is missing, then start the whole product"
	@echo "make test     all tests: units, integration on real servers, browser journeys"
	@echo "make chaos    10,000 runs in a storm: parts killed, frozen, cut off and replaced; prints what was lost, which is nothing"
	@echo "make nightly  what takes hours of nobody's: formulas by the hundred thousand, in Python and in SQL"
	@echo "make check    format, lint, types, import contracts, the studio's checks"
	@echo "make bench    the benchmarks"
	@echo "make client   write the studio's description of the API anew"
	@echo "make format   put the code into its form"
	@echo "make clean    remove what was made here; data stays"

run: .venv/.ready-to-run
	@$(BIN)/python tools/studio.py
	@exec $(BIN)/axin up --end-with-parent

test: .venv/.ready-to-test
	@$(BIN)/python tools/studio.py packages
	@$(BIN)/python tools/studio.py
	@$(BIN)/python tools/chromium.py
	$(BIN)/pytest -q -n $(TESTERS) --dist loadfile tests
	$(BIN)/pytest -q -n $(TESTERS) --dist loadfile e2e

chaos: .venv/.ready-to-test
	$(BIN)/python -m tests.chaos --runs $(or $(RUNS),10000) --seed $(or $(SEED),1)
	CHAOS=whole $(BIN)/pytest -q tests/chaos

nightly: .venv/.ready-to-test
	$(BIN)/python -m tests.builder.formulas.parity --count $(or $(FORMULAS),100000) --seed $(or $(SEED),1)

check: .venv/.ready-to-test
	@$(BIN)/python tools/studio.py packages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python tools/node.py run --silent check
	$(BIN)/python tools/api_client.py

bench: .venv/.ready-to-test
	@$(BIN)/python tools/studio.py
	$(BIN)/python -m bench

client: .venv/.ready-to-test
	@$(BIN)/python tools/studio.py packages
	$(BIN)/python tools/api_client.py write

format: .venv/.ready-to-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results \
		web/studio/node_modules web/axin/web/static

$(BIN)/uv:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed; there is no $(PYTHON) here." >&2; exit 1; }
	@echo "Making the Python environment…"
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 || $(PYTHON) -m venv --without-pip --clear .venv
	@$(BIN)/python -m pip --version >/dev/null 2>&1 \
		&& $(BIN)/python -m pip install --quiet uv==$(UV_VERSION) \
		|| $(BIN)/python tools/fetch_uv.py .venv

.venv/.ready-to-run: uv.lock pyproject.toml | $(BIN)/uv
	@echo "Installing the Python packages…"
	@$(BIN)/uv sync --quiet --frozen --no-dev --inexact --compile-bytecode
	@touch $@

.venv/.ready-to-test: uv.lock pyproject.toml | $(BIN)/uv
	@echo "Installing the Python packages, with those for tests…"
	@$(BIN)/uv sync --quiet --frozen --inexact --compile-bytecode
	@touch $@ .venv/.ready-to-run
