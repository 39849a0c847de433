# make demo · make test · make fuzz · make bench · make train · make lock · make wheel · make clean
#
# Everything is installed into .venv, from locks/ and by its hashes; nothing else on the machine changes.
# PYTHON=/path/to/python chooses an interpreter. Its bytecode, the caches and out/ are what else is written.

PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet

.DELETE_ON_ERROR:
.PHONY: help demo test fuzz lint bench train lock wheel clean

help:
	@sed -n '1,4s/^# \{0,1\}//p' Makefile

demo: $(VENV)/.runtime
	$(BIN)/summarymine run corpora/demo --out out/demo --overwrite
	@echo "表格在 out/demo / the tables are in out/demo: summarymine.xlsx, summarymine.duckdb, *.csv"

test: lint
	$(BIN)/python -m pytest

# The tests of runs, archives and readers that `test` has a few of, by the thousand: half an hour or more.
fuzz: $(VENV)/.dev
	SUMMARYMINE_KILLS=200 SUMMARYMINE_FILES=2000 SUMMARYMINE_MUTANTS=5000 \
		$(BIN)/python -m pytest tests/engines/test_run.py tests/test_archive.py tests/test_fuzz.py

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: $(VENV)/.bench
	$(BIN)/python tests/benchmarks/throughput.py

train: $(VENV)/.runtime
	$(BIN)/summarymine train corpora/labelled/problems.jsonl --headings corpora/labelled/section_roles.jsonl \
		--out summarymine/models/problems.npz --overwrite

# Keeps the locked versions that still fit pyproject.toml; UPGRADE=--upgrade takes the newest.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --annotation-style line \
	--no-header --no-emit-index-url --no-emit-find-links $(UPGRADE) pyproject.toml
lock: $(VENV)/.lock
	$(COMPILE) --group build --output-file locks/runtime.txt
	$(COMPILE) --group dev --constraint locks/runtime.txt --output-file locks/dev.txt
	$(COMPILE) --group dev --group bench --constraint locks/dev.txt --output-file locks/bench.txt
	@! grep -n '://' locks/*.txt || { echo "a lock names an address / 锁定文件里有地址" >&2; exit 1; }

wheel: $(VENV)/.dev
	$(BIN)/python -m hatchling build --target wheel --directory dist

clean:
	rm -rf $(VENV) out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is touched when all before it went well; what it depends on is what makes it stale.

$(VENV)/.made:
	@test -n '$(PYTHON)' || { echo '需要 Python 3.11 或更新版本,可用 make PYTHON=… 指定 / Python 3.11 or newer is needed; name one with make PYTHON=…' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo '$(PYTHON) 不是 Python 3.11 或更新版本 / $(PYTHON) is not Python 3.11 or newer' >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.%: locks/%.txt pyproject.toml $(VENV)/.made
	$(INSTALL) --require-hashes --requirement $<
	$(INSTALL) --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.lock: $(VENV)/.made pyproject.toml
	$(INSTALL) 'uv>=0.5'
	@touch $@
