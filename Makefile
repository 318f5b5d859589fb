# One entry for each thing a developer does. VENV may name another environment.
VENV ?= .venv
BIN := $(VENV)/bin
ENGINE := test_session.py test_session_absence.py test_session_changes.py test_session_counts.py \
    test_session_keys.py test_session_questions.py test_timeline.py test_timeline_changes.py

.PHONY: check format lint imports types test cover others torture bench run screenshots reference fix

check: format lint imports types test  ## all that must be green before a commit

format:  ## is everything formatted? (`make fix` does it)
	$(BIN)/ruff format --check src tests docs bench

lint:
	$(BIN)/ruff check src tests docs bench

imports:  ## the layers of ARCHITECTURE.md
	$(BIN)/lint-imports

types:
	$(BIN)/mypy

test:  ## all tests; those of the engine with branch coverage, at the same time as the others
	@$(MAKE) --no-print-directory -j2 --output-sync=target cover others

cover:  ## every branch of the engine is taken by its own tests
	$(BIN)/coverage run -m pytest -q -n 0 $(ENGINE:%=tests/%)
	$(BIN)/coverage report --include='*/session/*.py,*/course.py,*/timeline.py' --fail-under=100

others:
	$(BIN)/pytest -q $(ENGINE:%=--ignore=tests/%)

torture:  ## the same tests with the full counts of faults and random cases
	HYPOTHESIS_PROFILE=torture CALFCOACH_TEST_KILLS=200 CALFCOACH_TEST_MUTANTS=200000 $(BIN)/pytest -q

bench:  ## how exact the tones are, and what a long history costs
	$(BIN)/python bench/tones.py
	$(BIN)/python bench/growth.py --top 10000

run:
	$(BIN)/calfcoach run daily

screenshots:  ## the README's pictures, by the code that draws the screen
	$(BIN)/python docs/screenshots.py

reference:  ## docs/routines.md and the schemas, from the table of fields
	$(BIN)/python docs/reference.py

fix:
	$(BIN)/ruff format src tests docs bench
	$(BIN)/ruff check --fix src tests docs bench
