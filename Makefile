# make demo      the sample reports coded, and the observatory in the browser
# make test      every test            make lint     ruff and mypy
# make quality   scores against gold, with floors; make errors lists what went wrong
# make bench     speed and memory, and the hard cases of bench/cases      make lock     the exact versions anew
# make docs      the generated pages of docs/ anew; make picture takes the README's picture

PYTHON ?= python3
VENV ?= .venv
DB ?= demo.db
PORT ?= 8765
BIN := $(VENV)/bin
FRONTEND := $(shell find frontend -type f -not -path '*/node_modules/*' 2>/dev/null)
PIP := $(BIN)/python -m pip --disable-pip-version-check
PACKAGE := pyproject.toml hatch_build.py $(FRONTEND)

.PHONY: demo test lint format quality errors bench docs picture lock clean

demo: $(VENV)/.ready
	$(BIN)/marsad add samples --db $(DB)
	$(BIN)/marsad serve --db $(DB) --port $(PORT) --open

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest $(TESTS)

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --strict quality bench docs

format: $(VENV)/.ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

quality: $(VENV)/.ready-dev
	$(BIN)/python quality/gate.py $(ARGS)

errors: $(VENV)/.ready-dev
	$(BIN)/python quality/errors.py $(ARGS)

bench: $(VENV)/.ready-dev
	$(BIN)/python bench/run.py $(ARGS)
	$(BIN)/python bench/joining.py
	$(BIN)/python bench/cases.py
	$(BIN)/python bench/imports.py speed
	$(BIN)/python bench/reprints.py

docs: $(VENV)/.ready-dev
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/tour.py

picture: $(VENV)/.ready-dev
	$(BIN)/python docs/screenshot.py

# Run-time packages first, then what development adds to them: demo needs only the first.
lock:
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	MARSAD_SKIP_ASSETS=1 build/lock/bin/pip install --quiet -e '.[web,ingest]'
	build/lock/bin/pip freeze --exclude-editable > requirements.lock
	MARSAD_SKIP_ASSETS=1 build/lock/bin/pip install --quiet -c requirements.lock -e '.[web,ingest,dev,train]'
	(echo '-r requirements.lock'; build/lock/bin/pip freeze --exclude-editable | grep -vxFf requirements.lock) \
	  > requirements-dev.lock
	rm -rf build/lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Marsad needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: requirements.lock $(PACKAGE) | $(VENV)/bin/python
	$(PIP) install --quiet -r requirements.lock
	$(PIP) install --quiet --no-deps -e .
	touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	$(PIP) install --quiet -r requirements-dev.lock
	touch $@

clean:
	rm -rf build dist $(VENV) src/marsad/web/static frontend/node_modules $(DB) $(DB)-wal $(DB)-shm
