# One entry for each thing a developer does. VENV may name another environment.
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: check format lint imports types test cover torture run fix

check: format lint imports types test cover  ## all that must be green before a commit

format:  ## is everything formatted? (`make fix` does it)
	$(BIN)/ruff format --check src tests

lint:
	$(BIN)/ruff check src tests

imports:  ## the layers of ARCHITECTURE.md
	$(BIN)/lint-imports

types:
	$(BIN)/mypy

test:
	$(BIN)/pytest -q

cover:  ## every branch of the engine is taken by its own tests
	$(BIN)/coverage run -m pytest -q -n 0 tests/test_session.py tests/test_session_*[a-oq-z].py tests/test_timeline.py tests/test_timeline_changes.py
	$(BIN)/coverage report --include='*/session.py,*/timeline.py' --fail-under=100

torture:  ## the same tests with the full counts of faults and random cases
	HYPOTHESIS_PROFILE=torture CALFCOACH_TEST_KILLS=120 $(BIN)/pytest -q

run:
	$(BIN)/calfcoach run daily

fix:
	$(BIN)/ruff format src tests
	$(BIN)/ruff check --fix src tests
