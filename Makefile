# The two commands: `make chat` and `make test`. On Windows see README.md.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
# Where the evaluation keeps the store of the shared corpus between runs.
EVALS_HOME ?= $(HOME)/.cache/findings-evals
SHARED := ../shared
# Where the page runs on which the tasks are done.
TASKS_ADDRESS ?= http://127.0.0.1:7860
# Known pairs over the shared corpus: those that choices are made on, and all.
DEVELOPMENT_PAIRS = $(wildcard $(SHARED)/questions/dev.jsonl evals/questions/development.jsonl \
	evals/questions/wordings.jsonl)
PAIRS = $(DEVELOPMENT_PAIRS) $(wildcard evals/questions/test.jsonl)

.PHONY: chat test check lock
.PHONY: evals evals-letter evals-shared evals-parts evals-speed evals-reading evals-tasks

chat: $(READY)
	$(BIN)/findings chat

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# How well it answers: the letter's pairs; with the shared corpus beside the project, also all pairs
# over that, the baselines, the report, and what is read. evals-parts and evals-speed are run apart.
evals: evals-letter $(if $(wildcard $(SHARED)/questions/dev.jsonl),evals-shared evals-reading)

# The thirty pairs over the bundled letter, in a store of its own: recall@5 is 0.95 of 24 questions,
# and the floor leaves one of them room.
evals-letter: export FINDINGS_HOME := data/evals-letter
evals-letter: $(READY)
	$(BIN)/findings ingest corpus
	$(BIN)/findings evaluate evals/questions/middlesbrough-2022.jsonl --minimum-recall 0.9

# The known pairs over the whole shared corpus, and the same for BM25 and llama-index's defaults,
# whose vectors are kept for the next run; four of the files are no PDFs, so ingest says 1. The
# report is evals/results/…/report.html; `findings compare` sets two runs beside each other.
evals-shared: export FINDINGS_HOME := $(EVALS_HOME)
evals-shared: $(READY)
	-$(BIN)/findings ingest $(SHARED)/corpus
	$(BIN)/findings evaluate $(PAIRS) --baselines

# What each part adds, on the pairs that choices are made on; after evals-shared.
evals-parts: export FINDINGS_HOME := $(EVALS_HOME)
evals-parts: $(READY)
	$(BIN)/python -m evals.ablation $(DEVELOPMENT_PAIRS) --out evals/results/parts

# How long retrieval takes, and how that grows with the documents; after evals-shared.
evals-speed: export FINDINGS_HOME := $(EVALS_HOME)
evals-speed: $(READY)
	$(BIN)/python -m evals.speed --questions $(SHARED)/questions/dev.jsonl

# What is read of the shared corpus beside what is known of it; about five minutes.
evals-reading: $(READY)
	$(BIN)/python -m evals.reading $(SHARED)/corpus --truth $(SHARED)/truth \
		--questions $(SHARED)/questions/dev.jsonl

# Ten tasks of the page's users in Debian's Chromium, timed, into evals/tasks.md; after evals-shared,
# with `FINDINGS_HOME=$(EVALS_HOME) findings chat` running at TASKS_ADDRESS.
evals-tasks: export FINDINGS_HOME := $(EVALS_HOME)
evals-tasks: $(READY)
	$(BIN)/python -m evals.tasks --address $(TASKS_ADDRESS)

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
