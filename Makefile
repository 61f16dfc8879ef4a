# The house's one door: every target does the set-up that it needs. `make` alone lists them.

PYTHON ?= python3
VENV := .venv
BENCH_VENV := .venv-bench
SUCCESSOR_VENV := .venv-successor
BIN := $(VENV)/bin
UV := $(BIN)/uv
JOBS ?= 2
PYTEST_ARGS ?=
COVERAGE ?=
MINUTES ?= 10
SEED ?=
SEEDS ?= 1000
FIRST ?= 1
NAMES ?=
UPGRADE ?=

ISSUE_FORMS = $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
ISSUE_CONFIG = $(wildcard .github/ISSUE_TEMPLATE/config.yml)
DEPENDABOT = $(wildcard .github/dependabot.yml)
JSONSCHEMA = $(BIN)/check-jsonschema --quiet --builtin-schema

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export UV_NO_PROGRESS := 1
.DEFAULT_GOAL := help
.PHONY: help setup setup-steward site serve check test lint format bench quality screenshots guide-pictures successor calendar-matrix simulate lives explore update-golden translations reference lock clean

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)$$/make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

setup: $(VENV)/.site-ready  ## install what the site needs, and nothing more

setup-steward: $(VENV)/.steward-ready  ## install what the steward needs on GitHub, and nothing more

site: $(VENV)/.site-ready  ## build the site, its feeds and its JSON
	$(BIN)/tablee build

serve: $(VENV)/.site-ready  ## preview the site; it reloads when a file changes
	$(BIN)/tablee serve

check: $(VENV)/.site-ready  ## read every file of the group and print every problem
	$(BIN)/tablee check

test: $(VENV)/.dev-ready  ## run every test; COVERAGE=yes names the branches that none of them reaches
	$(BIN)/python tests/system_programs.py
	$(BIN)/python tests/install_readers.py
	$(BIN)/pytest -n $(JOBS) --dist worksteal $(if $(COVERAGE),--cov) $(PYTEST_ARGS)

lint: $(VENV)/.dev-ready  ## check style, types, floors and workflows
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/shellcheck .ci/run
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/actionlint $(wildcard .github/workflows/*.yml)
	$(BIN)/zizmor --strict-collection --offline --no-progress .github
ifneq ($(ISSUE_FORMS),)
	$(JSONSCHEMA) vendor.github-issue-forms $(ISSUE_FORMS)
endif
ifneq ($(ISSUE_CONFIG),)
	$(JSONSCHEMA) vendor.github-issue-config $(ISSUE_CONFIG)
endif
ifneq ($(DEPENDABOT),)
	$(JSONSCHEMA) vendor.dependabot $(DEPENDABOT)
endif

format: $(VENV)/.dev-ready  ## lay out the code, and mend what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/.dev-ready $(BENCH_VENV)/.ready  ## measure our speed beside the nearest neighbour
	$(BIN)/python tests/bench/measure.py --peer $(BENCH_VENV)/bin/yaml2ics

quality: $(VENV)/.dev-ready  ## look for barriers in every look, then measure the pages with Lighthouse, as on a slow line
	$(BIN)/python tests/system_programs.py
	$(BIN)/python tests/install_readers.py
	TABLEE_WHOLE_MATRIX=1 $(BIN)/pytest -q tests/test_quality_browser.py -k barrier
	$(BIN)/python tests/quality/measure.py

guide-pictures: $(VENV)/.dev-ready  ## take the pictures of the guides and of README.md
	$(BIN)/python tests/system_programs.py --pictures
	$(BIN)/python tests/guide_pictures.py

screenshots: $(VENV)/.dev-ready  ## take pictures of every kind of page and issue into build/shots, to look at one by one
	$(BIN)/python tests/system_programs.py --pictures
	$(BIN)/python tests/shots.py

successor: $(VENV)/.dev-ready $(SUCCESSOR_VENV)/.ready  ## build the site with what may come after Material for MkDocs
	$(BIN)/python tests/quality/successor.py $(SUCCESSOR_VENV)/bin

calendar-matrix: $(VENV)/.dev-ready  ## hold our calendars against every reader, in every time zone
	$(BIN)/python tests/system_programs.py
	$(BIN)/python tests/install_readers.py
	$(BIN)/python tests/calendar_matrix/matrix.py
	TABLEE_WHOLE_YEAR=1 $(BIN)/pytest tests/test_subscriber.py

simulate: $(VENV)/.dev-ready  ## live a thousand invented years of the steward among faults; SEED=7 replays one
	cd tests && PYTHONPATH=. ../$(BIN)/python -m simulation $(if $(SEED),--seed $(SEED),--seeds $(SEEDS) --first $(FIRST))

explore: $(VENV)/.dev-ready  ## draw new examples for every property, MINUTES long; what fails becomes a named test
	@end=$$(( $$(date +%s) + 60 * $(MINUTES) )); while [ "$$(date +%s)" -lt "$$end" ]; do \
		TABLEE_EXPLORE=1 $(BIN)/pytest -q -n $(JOBS) -m hypothesis $(PYTEST_ARGS) || exit 1; \
	done

lives: $(VENV)/.dev-ready  ## live twenty invented groups for half a year, and print what an organiser would see of them
	cd tests && PYTHONPATH=. ../$(BIN)/python -m lives $(NAMES)

update-golden: $(VENV)/.dev-ready  ## write the expected outputs anew; read the difference before committing it
	$(BIN)/pytest -n $(JOBS) --update-golden $(PYTEST_ARGS)

translations: $(VENV)/.site-ready  ## compile the translations
	$(BIN)/python scripts/compile_catalogues.py

reference: $(VENV)/.site-ready  ## write the JSON Schemas and the tables of docs/ from the declarations
	$(BIN)/python scripts/write_reference.py

# Each environment is locked to agree with the one below it. `make lock UPGRADE=--upgrade` takes newer versions.
lock: $(VENV)/.uv-ready  ## lock the dependencies, with hashes, after a requirements/*.in has changed
	for purpose in uv site steward $(filter-out uv site steward,$(basename $(notdir $(wildcard requirements/*.in)))); do \
		$(UV) pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--custom-compile-command 'make lock  # uv pip compile --universal --python-version 3.11' --output-file requirements/$$purpose.txt requirements/$$purpose.in || exit 1; \
	done

clean:  ## delete all that make has made
	rm -rf $(VENV) $(BENCH_VENV) $(SUCCESSOR_VENV) build site dist tests/readers/node_modules tests/quality/node_modules .hypothesis
	rm -rf .coverage .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

# --- set-up: each stamp is younger than what it was made from, so a second run costs nothing ---------------------------

$(VENV)/.uv-ready: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Tablée needs Python 3.11 or newer. Name one with: make PYTHON=python3.11 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python cannot make an environment. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement $<
	@touch $@

$(VENV)/.site-ready: requirements/site.txt pyproject.toml $(VENV)/.uv-ready
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes --no-build --requirement $<
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.steward-ready: requirements/steward.txt pyproject.toml $(VENV)/.uv-ready
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes --no-build --requirement $<
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

# What comes as source here is built by tools that are locked too.
$(VENV)/.dev-ready: requirements/dev.txt requirements/build.txt $(VENV)/.site-ready
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes --build-constraint requirements/build.txt --requirement $<
	@touch $@

$(BENCH_VENV)/.ready: requirements/bench.txt requirements/build.txt $(VENV)/.uv-ready
	$(UV) venv --quiet --clear --python $(BIN)/python $(BENCH_VENV)
	$(UV) pip install --quiet --python $(BENCH_VENV)/bin/python --require-hashes --build-constraint requirements/build.txt --requirement $<
	@touch $@

# Zensical cannot be installed everywhere yet: without it there is still something to tell.
$(SUCCESSOR_VENV)/.ready: requirements/successor.txt requirements/zensical.txt $(VENV)/.uv-ready
	$(UV) venv --quiet --clear --python $(BIN)/python $(SUCCESSOR_VENV)
	$(UV) pip install --quiet --python $(SUCCESSOR_VENV)/bin/python --require-hashes --build-constraint requirements/build.txt --requirement requirements/successor.txt
	-$(UV) pip install --quiet --python $(SUCCESSOR_VENV)/bin/python --require-hashes --build-constraint requirements/build.txt --requirement requirements/zensical.txt
	@touch $@
