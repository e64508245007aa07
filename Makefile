# The only command surface. `make` alone lists every command.
PYTHON ?= python3
NATIVE := PYTHONPATH=deploy $(PYTHON) -m native
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help up down status logs reset scale stop start

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

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
