# İmece's commands. `make help` lists them; each works on a fresh clone.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv/bin
export PYTHONPATH := site:.:scripts

.PHONY: help run test drill bench comfort survey shots fmt messages lock backup restore clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Set up what is missing, start İmece with the demo programme (PORT=8000), stop with Ctrl-C
	@$(PYTHON) scripts/run.py

test: ## Lint, types, contracts, migrations, tests on SQLite and PostgreSQL, browser tests
	@$(PYTHON) scripts/verify.py

drill: ## Fault drills in a short form: killed workers, a lost broker, a database that restarts
	@$(PYTHON) scripts/drill.py

bench: ## Requests per second of the key pages beside a bare Django view, on PostgreSQL and SQLite
	@$(PYTHON) scripts/bench.py

comfort: ## What the common journeys cost (pages, clicks, fields, kB), page weights, Lighthouse; fails over budget
	@$(PYTHON) scripts/comfort.py

survey: ## axe and HTML validity of every key page, budgets of the journeys (after make test has set up)
	@IMECE_ENV=test $(VENV)/python -m pytest -q -m survey tests/e2e

shots: ## Screenshots of the key pages (390 and 1280 px, three languages, two themes) into shots/
	@$(PYTHON) scripts/shots.py

fmt: ## Format Python and templates
	$(VENV)/ruff check --fix --quiet . || true
	$(VENV)/ruff format .

messages: ## Collect the interface's texts into locale/ and compile them
	@$(PYTHON) scripts/messages.py

lock: ## Lock the Python packages again, with hashes and without addresses
	@$(PYTHON) scripts/lock.py

backup: ## Save the laptop's data to a file: make backup TO=imece.tar
	@$(PYTHON) scripts/backup.py save "$(TO)"

restore: ## Bring data back from such a file: make restore FROM=imece.tar
	@$(PYTHON) scripts/backup.py restore "$(FROM)"

clean: ## Remove everything that was made but the data in var/
	rm -rf .venv node_modules build shots .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
