# `make demo` to try it, `make test` to prove it; both install what they need first.
PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/python
PORT   ?= 8000

.DEFAULT_GOAL := help
.PHONY: help install install-dev demo test lock messages bench drills clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(RUN):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Acuerdo needs Python 3.11 or newer; $(PYTHON) is `$(PYTHON) --version 2>&1`. Try: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/run.txt | $(RUN)
	$(RUN) -m pip install --quiet --no-compile --disable-pip-version-check --no-deps --require-hashes -r requirements/run.txt
	@touch $@

# What developing needs has in it what running needs: one look at the packages instead of two.
$(VENV)/dev.stamp: requirements/dev.txt requirements/run.txt | $(RUN)
	$(RUN) -m pip install --quiet --no-compile --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	@touch $(VENV)/run.stamp $@

install: $(VENV)/run.stamp ## install what running needs into .venv
	@$(RUN) -m lms.core.catalogs

install-dev: $(VENV)/dev.stamp ## install what developing and testing need as well
	@$(RUN) -m lms.core.catalogs

demo: export DJANGO_SETTINGS_MODULE = lms.settings.demo
demo: export ACUERDO_BASE_URL = http://localhost:$(PORT)
demo: install ## load a simulated programme and serve it on http://localhost:8000 (PORT=…)
	@$(RUN) manage.py demo --port $(PORT)

test: install-dev ## run every test, on SQLite and PostgreSQL
	@$(RUN) -m tests.run

messages: install-dev ## bring the message catalogs up to date with the code
	@$(RUN) manage.py messages

bench: install-dev ## measure (never part of the tests)
	@$(RUN) -m benchmarks

drills: install-dev ## the long proofs: simulated coverage, hostile input, killed servers
	@$(RUN) -m tests.drills

lock: ## resolve the dependencies anew and lock them by hash (needs uv)
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url pyproject.toml -o requirements/run.txt
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url --constraints requirements/run.txt --group dev pyproject.toml -o requirements/dev.txt

clean: ## remove what was made (the environment and the demo's data)
	rm -rf $(VENV) var staticfiles
