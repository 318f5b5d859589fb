# One entry for each thing a developer does. VENV may name another environment.
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: check format lint imports types test torture run

check: format lint imports types test  ## all that must be green before a commit

format:  ## is everything formatted? (`make fix` does it)
	$(BIN)/ruff format --check src tests

lint:
	$(BIN)/ruff check src tests

imports:  ## the layers of ARCHITECTURE.md
	$(BIN)/lint-imports

types:
	$(BIN)/mypy

test:
	$(BIN)/coverage run -m pytest -q
	$(BIN)/coverage report --include='*/session.py,*/timeline.py' --fail-under=100

torture:  ## the same tests with the full counts of faults and random cases
	HYPOTHESIS_PROFILE=torture CALFCOACH_TEST_KILLS=120 $(BIN)/pytest -q

run:
	$(BIN)/calfcoach run daily

fix:
	$(BIN)/ruff format src tests
	$(BIN)/ruff check --fix src tests
.PHONY: fix
