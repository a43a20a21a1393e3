# Two commands on a fresh machine do everything: `make serve` and `make test`. They need Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SERVE_STAMP := $(VENV)/.serve-installed
DEV_STAMP := $(VENV)/.dev-installed
TRAIN_STAMP := .venv-train/.installed

.PHONY: help serve test check gate bench lock model train clean

help: ## Show this help
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Amends needs Python 3.11 or newer, but $(PYTHON) is " + sys.version.split()[0] + "; try: make PYTHON=python3.12 serve")'
	$(PYTHON) -m venv $(VENV)

$(SERVE_STAMP): requirements.lock | $(BIN)/python
	@echo "Installing the locked dependencies (a minute or two, once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(DEV_STAMP): requirements-dev.lock | $(BIN)/python
	@echo "Installing the locked dependencies and the test tools (two or three minutes, once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@ $(SERVE_STAMP)

serve: $(SERVE_STAMP) ## Set up, load the sample business, run the service and console
	@$(BIN)/amends serve --sample

test: $(DEV_STAMP) ## Set up, run all tests, a process for each core
	@$(BIN)/python -m pytest -n auto --dist loadfile

check: $(DEV_STAMP) ## Lint, types, layers, generated files fresh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m guardrails.catalogue --check

gate: $(DEV_STAMP) ## Figures that a change may not lower
	@$(BIN)/python -m evals.gate

bench: $(DEV_STAMP) ## Measure speed, as ratios in one run
	@$(BIN)/amends bench

model: $(DEV_STAMP) ## Fetch a small local model and serve it on loopback
	@$(BIN)/python -m api.llm.local

$(TRAIN_STAMP): guardrails/classifier/training/requirements.txt
	$(PYTHON) -m venv .venv-train
	@echo "Installing what training needs (a few minutes, once) ..."
	@.venv-train/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

train: $(TRAIN_STAMP) ## Train both encoders anew from evals/corpus and evals/cases/claims (some six hours on two cores; needs nothing but a CPU)
	@.venv-train/bin/python -m guardrails.classifier.training.train --save .venv-train/encoder.pt
	@.venv-train/bin/python -m evals.training.support.train --start .venv-train/encoder.pt

lock: $(DEV_STAMP) ## Compile the locks anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --quiet -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --quiet -c requirements.lock -o requirements-dev.lock

clean: ## Remove the environment and caches, never the data
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
