# The only command surface. `make` alone lists every command.
PYTHON ?= python3
NATIVE := PYTHONPATH=deploy $(PYTHON) -m native
BIN := .venv/bin
TESTED := $(wildcard libs services gateway deploy tests)
FAST := $(wildcard libs services/*/tests/domain deploy tests/architecture)

.DEFAULT_GOAL := help
.PHONY: help up down status logs reset scale stop start demo northwind tool migration test test-fast lint format docs bench faults venv \
  test-servers containers containers-down env

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

up: ## start everything and say where it is; installs what is missing
	@$(NATIVE) up

down: ## stop everything that make up and the tests have started
	@$(NATIVE) down

status: ## show every process: ready, restarts, age, memory
	@$(NATIVE) status

logs: ## follow the logs, of one process with S=sales
	@$(NATIVE) logs '$(S)'

reset: ## stop everything and delete all data; asks, unless CONFIRM=yes
	@$(NATIVE) reset '$(CONFIRM)'

scale: ## run N processes of a service: make scale S=sales N=2
	@$(NATIVE) scale '$(S)' '$(N)'

stop: ## stop one part alone: make stop S=sales
	@$(NATIVE) stop '$(S)'

start: ## start a stopped part again: make start S=sales
	@$(NATIVE) start '$(S)'

demo: ## load a demo company into the running system: 300 accounts, or make demo ACCOUNTS=30
	@PYTHONPATH=deploy $(PYTHON) -m demo $(if $(ACCOUNTS),--accounts $(ACCOUNTS))

northwind: ## run a company's books through the running system and check them: make northwind DATA=folder
	@PYTHONPATH=deploy $(PYTHON) -m northwind '$(DATA)' $(if $(ORDERS),--orders $(ORDERS))

tool: ## run one of our commands against the running system: make tool C='crm-dead list sales'
	@$(NATIVE) tool '$(C)'

migration: ## write a migration from what differs: make migration S=sales M="urgent leads"
	@$(NATIVE) tool 'crm-migrate $(S) --new "$(M)"'

test: venv lint test-servers ## set up and check everything: lint and all tests
	@$(BIN)/python -m pytest $(TESTED)

test-fast: venv test-servers ## the rules, the kit and the structure, in less than half a minute
	@$(BIN)/python -m pytest -m "not slow" $(FAST)

lint: venv ## ruff, mypy and import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	MYPYPATH=deploy $(BIN)/mypy -p native
	$(BIN)/lint-imports

format: venv ## put the code in form
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

docs: venv ## write docs/api/*.json from the code
	@$(BIN)/crm-apidocs write

bench: venv ## measure this machine: requests/s, latencies, events
	@$(BIN)/python tests/load/bench.py

faults: venv test-servers ## the tests that break servers and processes on purpose
	@$(BIN)/python -m pytest $(wildcard libs/kit/tests/bus/test_faults.py tests/faults) deploy/native

venv: ## create or update .venv
	@$(NATIVE) venv

test-servers: ## start the servers that tests use
	@$(NATIVE) test-servers

containers: ## the same in containers: build, start, wait, say where it is
	@$(NATIVE) containers

containers-down: ## stop the containers; their data stays
	@$(NATIVE) containers-down

env: ## write .env with generated secrets, for docker compose
	@$(NATIVE) env
