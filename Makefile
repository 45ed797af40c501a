# Two commands on a fresh machine: `make demo` to look, `make test` to change. Python 3.11 or newer with venv is all they need.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PORT ?= 8080
LOCK := printf 'hatchling\neditables\n' | $(BIN)/uv pip compile pyproject.toml - --quiet --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: help demo test faults bench kills check fix lock browser

help: ## Say what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/' | expand -t 10

demo: .venv/runtime ## The real bot against an emulated Telegram, four phones on a page
	$(BIN)/mentor-bot demo --port $(PORT)

test: check browser ## Lint, types, floors and all tests
	$(BIN)/pytest $(TESTS)

faults: .venv/development ## The long trials of what can go wrong
	$(BIN)/pytest -m faults

bench: .venv/development ## The benchmarks, as a table of ratios
	$(BIN)/python -m bench

kills: .venv/development ## Two hundred random kills: nothing confirmed may be lost
	$(BIN)/python -m bench kills

soak: .venv/development ## A virtual school year of 2,000 people: half an hour, what it costs, what must hold
	$(BIN)/python -m bench.soak

check: .venv/development ## Lint, types and floors alone
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: .venv/development ## Format, and mend what lint can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: .venv/development ## Pin the newest versions that pyproject.toml allows; hatchling builds our own package
	$(LOCK) --upgrade --output-file requirements.lock > /dev/null
	$(LOCK) --upgrade --group dev --group bench --output-file requirements-dev.lock > /dev/null

browser: .venv/development
	@contrib/browser.sh $(BIN)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/runtime: .venv/bin/python requirements.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/development: .venv/bin/python requirements-dev.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ .venv/runtime
