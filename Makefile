# Each target sets up .venv from the pinned lock by itself, and renews it when the lock changes.
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
PYTHON := python
else
BIN := .venv/bin
endif
export NO_MKDOCS_2_WARNING := 1
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile

# The frameworks have environments of their own; core alone has what ONNX's own tests need.
ENVIRONMENTS ?= core more
UV := build/uv/bin/uv
COMPILE = $(UV) pip compile --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-annotate --no-header --quiet $(FLAGS)

.PHONY: help serve site test test-fast static types exactness frameworks bench new mutants lock clean

help:  ## this list
	@$(PYTHON) -c "import re; [print(f'make {t:10} {w}') for t, w in re.findall(r'(?m)^([\w-]+):.*?##\s*(.*)', open('Makefile').read())]"

serve: .venv/ready  ## read the site at http://127.0.0.1:8000/
	$(BIN)/python -m mkdocs serve

site: .venv/ready  ## the whole site, in site/
	$(BIN)/python -m mkdocs build --strict

test: static  ## every test; needs a Chromium, installs one if it can
	BROWSER_PATH="$$($(BIN)/python scripts/browser.py)" && export BROWSER_PATH && $(PYTEST)

test-fast: static  ## every test that needs no browser
	$(PYTEST) -m "not browser"

static: .venv/ready
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	$(BIN)/python -m mypy
	$(BIN)/python scripts/build.py --check

types:  ## the types of the site's JavaScript; needs Node
	npx --yes --package typescript@5.9.3 tsc --project tests/tsconfig.json

exactness: .venv/ready  ## measure the errors anew, of all or of one: make exactness ID=gelu
	$(BIN)/python -m tests.oracle.exactness $(ID)

frameworks: $(ENVIRONMENTS:%=build/frameworks/%/ready)  ## measure other frameworks (some gigabytes): make frameworks ID=gelu
	$(BIN)/python scripts/conformance.py $(ENVIRONMENTS:%=--python build/frameworks/%/$(notdir $(BIN))/python) $(FLAGS) $(ID)
	build/frameworks/core/$(notdir $(BIN))/python scripts/onnx_nodes.py

bench: .venv/ready  ## what a build and a first visit cost
	$(BIN)/python scripts/bench.py

new: .venv/ready  ## scaffold a function: make new ID=my_function KIND=vector
	$(BIN)/python scripts/new.py $(ID) $(KIND)

mutants: .venv/ready  ## break the code in small ways and count what the tests notice
	$(BIN)/python scripts/mutants.py

lock: $(UV)  ## the locks anew, of pyproject.toml and the frameworks; FLAGS=--upgrade renews every version
	$(COMPILE) pyproject.toml --group site --group test -o requirements/lock.txt
	$(COMPILE) requirements/frameworks/core.in -o requirements/frameworks/core.txt
	$(COMPILE) requirements/frameworks/more.in --no-emit-package tensorflow -o requirements/frameworks/more.txt

clean:  ## everything that can be made again
	$(PYTHON) -c "import shutil; [shutil.rmtree(d, ignore_errors=True) for d in ('.venv', 'build', 'site')]"

.venv/ready: requirements/lock.txt
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed: make PYTHON=/path/to/python')"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
	$(PYTHON) -c "open('.venv/ready', 'w').close()"

$(UV): .venv/ready
	$(BIN)/python -m pip install --quiet --upgrade --target build/uv uv==0.13.9

build/frameworks/%/ready: requirements/frameworks/%.txt | $(UV)
	$(UV) venv --quiet --clear --python $(BIN)/python build/frameworks/$*
	$(UV) pip sync --quiet --require-hashes --python build/frameworks/$* $<
	$(PYTHON) -c "open('$@', 'w').close()"
