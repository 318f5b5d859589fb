# One entry for each thing a developer does. VENV may name another environment.
VENV ?= .venv
BIN := $(VENV)/bin
ENGINE := test_session.py test_session_absence.py test_session_changes.py test_session_counts.py \
    test_session_keys.py test_session_questions.py test_timeline.py test_timeline_changes.py

.PHONY: check format lint imports types test cover others torture bench run screenshots reference \
    audit fix

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
	HYPOTHESIS_PROFILE=torture CALFCOACH_TEST_KILLS=500 CALFCOACH_TEST_STORMS=400 \
	    CALFCOACH_TEST_CUTS=500 CALFCOACH_TEST_MUTANTS=200000 $(BIN)/pytest -q

bench:  ## how fast, small and exact: every figure beside its floor and its budget (BENCH=--short)
	$(BIN)/python bench $(BENCH)

run:
	$(BIN)/calfcoach run daily

screenshots:  ## the README's pictures, by the code that draws the screen
	$(BIN)/python docs/screenshots.py
	$(BIN)/python docs/figure_sheet.py

reference: screenshots  ## all that is made from the code: pages, schemas, pictures, help texts
	$(BIN)/python docs/library_index.py
	$(BIN)/python docs/reference.py
	$(BIN)/python docs/completions.py
	$(BIN)/python docs/manual.py
	$(BIN)/python docs/licences.py
	CALFCOACH_REWRITE=1 $(BIN)/pytest -q -n 0 tests/test_docs_commands.py -k the_one_that_was_looked_at

audit:  ## known flaws of what comes along; asks the network, so it is no test and not in `check`
	python3 -m venv $(VENV)/audit
	$(VENV)/audit/bin/pip install --quiet pip-audit
	$(BIN)/python docs/licences.py pins > $(VENV)/audit/pins.txt
	$(VENV)/audit/bin/pip-audit --strict --no-deps --disable-pip --requirement $(VENV)/audit/pins.txt

fix:
	$(BIN)/ruff format src tests docs bench
	$(BIN)/ruff check --fix src tests docs bench
