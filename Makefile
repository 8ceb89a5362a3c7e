# Two commands start the project: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
WORKERS ?= 2

.PHONY: demo test coverage lint types contracts bench golden clean

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	$(BIN)/python -c "import pathlib; pathlib.Path('$(VENV)/installed').touch()"

# The language server that editors use for YAML, for the tests of `schema`.
EDITOR := tests/editor/node_modules
$(EDITOR)/installed: tests/editor/package.json
	npm install --prefix tests/editor --no-package-lock --no-audit --no-fund
	$(PYTHON) -c "import pathlib; pathlib.Path('$(EDITOR)/installed').touch()"

demo: $(VENV)/installed
	$(BIN)/convergence demo

test: lint types contracts $(EDITOR)/installed
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal

# The same suite, counting the lines that it reaches: about twice as long.
coverage: $(VENV)/installed $(EDITOR)/installed
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal --cov --cov-report=term-missing:skip-covered

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed
	$(BIN)/mypy

contracts: $(VENV)/installed
	$(BIN)/lint-imports

golden: $(VENV)/installed
	$(BIN)/python -m pytest --update-golden tests

bench: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[bench]"
	$(BIN)/python -m benchmarks.bench

clean:
	$(PYTHON) -c "import shutil; [shutil.rmtree(d, ignore_errors=True) for d in ('$(VENV)', '$(EDITOR)', 'build', 'dist', '.pytest_cache', '.mypy_cache', '.ruff_cache')]"
