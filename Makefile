# The two commands: `make chat` and `make test`. On Windows see README.md.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
# Where the evaluation keeps the store of the shared corpus between runs.
EVALS_HOME ?= $(HOME)/.cache/findings-evals
SHARED := ../shared

.PHONY: chat test check evals evals-letter evals-shared evals-reading lock

chat: $(READY)
	$(BIN)/findings chat

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

evals: evals-letter $(if $(wildcard $(SHARED)/questions/dev.jsonl),evals-shared evals-reading)

# The thirty pairs over the bundled letter, in a store of its own.
evals-letter: export FINDINGS_HOME := data/evals-letter
evals-letter: $(READY)
	$(BIN)/findings ingest corpus
	$(BIN)/findings evaluate evals/questions/middlesbrough-2022.jsonl --minimum-recall 0.95

# The known pairs over the whole shared corpus; four of its files are no PDFs, so ingest says 1.
evals-shared: export FINDINGS_HOME := $(EVALS_HOME)
evals-shared: $(READY)
	-$(BIN)/findings ingest $(SHARED)/corpus
	$(BIN)/findings evaluate $(SHARED)/questions/dev.jsonl

# What is read of the shared corpus beside what is known of it; about five minutes.
evals-reading: $(READY)
	$(BIN)/python -m evals.reading $(SHARED)/corpus --truth $(SHARED)/truth \
		--questions $(SHARED)/questions/dev.jsonl

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: name it with  make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --no-deps --requirement requirements.lock \
		|| { echo "The install failed. If it was torch: see “On Linux” in README.md."; exit 1; }
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Choose versions anew. PyTorch's CPU build has a name of its own on Linux, and the CUDA packages
# that its other build needs are left out.
lock:
	$(PYTHON) -m venv .venv-lock && .venv-lock/bin/python -m pip install --quiet uv
	.venv-lock/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--no-header --no-annotate --quiet | grep -vE '^(torch|triton|nvidia|cuda)' > requirements.lock
	TORCH=$$(sed -n 's/.*"torch==\([0-9.]*\)".*/\1/p' pyproject.toml); printf '%s\n' \
		"torch==$$TORCH+cpu ; sys_platform == 'linux'" "torch==$$TORCH ; sys_platform != 'linux'" \
		>> requirements.lock
	rm -r .venv-lock
