# Thin on purpose: every target is a command of packaging/dev.py, which works without make as well.
# Arguments: make test ARGS="-k scan", make demo ARGS="S6-01".

PYTHON ?= python3
ARGS ?=
COMMANDS := demo test venv lint lab bench fuzz soak bundle package package-test screens lock

.DEFAULT_GOAL := help
.PHONY: help $(COMMANDS)

help:
	@$(PYTHON) packaging/dev.py --help

$(COMMANDS):
	@$(PYTHON) packaging/dev.py $@ $(ARGS)
