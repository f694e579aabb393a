# GNU Make 3.81, which macOS has, is enough. Every recipe runs in this folder, by relative paths only.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help report test test-all evaluate scores record weights mutants coverage bench lab lint lock clean env env-test

# The same run whatever the shell is set to; without compiled bytecode every import would cost twice as much.
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME PYTHONSTARTUP
export PYTHONNOUSERSITE := 1
export PYTHONUTF8 := 1
export JUPYTER_PREFER_ENV_PATH := 1

ifeq ($(CONDA_DEFAULT_ENV),viclaims)
PYTHON = "$$CONDA_PREFIX/bin/python"
else
PYTHON = .venv/bin/python
endif
LOCK = uv pip compile -q --upgrade --universal --generate-hashes --no-build --fork-strategy fewest \
	--custom-compile-command 'make lock' --group build pyproject.toml

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' Makefile

report: env ## tables, figures and pages of every article in data/raw (only what is stale)
	@$(PYTHON) -m viclaims report

test: env-test ## the tests (under three minutes)
	@$(PYTHON) -m pytest -q -n 2 --dist loadfile

test-all: env-test ## the tests with their long forms, on examples drawn anew
	@VICLAIMS_EXAMPLES=new $(PYTHON) -m pytest -q -n 2 -m ""

evaluate: env-test ## score the extractors against the labelled sentences
	@$(PYTHON) -m tests.labels.evaluate

scores: env-test ## write those scores into the README
	@$(PYTHON) -m tests.labels.evaluate --readme

record: env-test ## write anew what tests compare with: the readings of all examples, docs/rules.md
	@$(PYTHON) -m tests.readings
	@$(PYTHON) -m tests.rules_page

weights: env-test ## learn anew from the labelled texts what chooses the fields of a claim (three minutes)
	@$(PYTHON) -m tests.labels.train

mutants: env-test ## name the rules, lexicon rows and cells that could change unnoticed (ten minutes)
	@$(PYTHON) -m tests.mutants

bench: env-test ## measure speed and memory, side by side with others
	@$(PYTHON) benchmarks/run.py

lab: env ## open the notebooks in JupyterLab
	@$(PYTHON) -m jupyterlab --ServerApp.root_dir=. \
		--LabApp.default_url=/lab/tree/notebooks/01-clean-text.ipynb

lint: env-test ## check the style and the types of the code, and that it is laid out by ruff
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check -q .
	@$(PYTHON) -m mypy

coverage: env-test ## say which lines of the package no test runs; fails below the floor in pyproject.toml
	@$(PYTHON) -m coverage erase
	@$(PYTHON) -m coverage run -m pytest -q
	@$(PYTHON) -m coverage combine -q
	@$(PYTHON) -m coverage report

lock: ## choose the newest fitting versions for both locks anew (needs uv)
	@$(LOCK) -o environment/run.lock
	@$(LOCK) --extra corpus --extra test -c environment/run.lock -o environment/test.lock

clean: ## remove what git ignores (report, caches), but keep .venv
	@git clean -fdXq -e '!/.venv/'

env: ## make or mend .venv (done by the others when needed)
	@sh environment/create.sh run

env-test:
	@sh environment/create.sh test
