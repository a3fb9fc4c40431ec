# make run    the demo on http://127.0.0.1:8000 (another port: make run PORT=8001)
# make test   everything that is checked before a change lands
PYTHON ?= python3
PORT ?= 8000
VENV_PYTHON := .venv/bin/python
MANAGE := DEBUG=1 $(VENV_PYTHON) manage.py

.PHONY: run test quick demo demo-reset format check-format lock setup setup-dev bench-papers check-documents

run: demo
	@$(MANAGE) demo_signins
	@exec env DJANGO_RUNSERVER_HIDE_WARNING=true $(MANAGE) runserver 127.0.0.1:$(PORT)

test: setup-dev
	@$(VENV_PYTHON) -m tools.check

# The tests on SQLite alone, or some of them: make quick TESTS=tests/offences
quick: setup-dev
	@$(VENV_PYTHON) -m pytest -m "not browser" $(TESTS)

# Loads nothing when there is something already.
demo: setup
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) sync_roles
	@$(MANAGE) load_demo

# Asks first, unless YES=1.
demo-reset: setup
	@YES=$(YES) $(VENV_PYTHON) -m tools.demo_reset
	@$(MAKE) --no-print-directory demo

format: setup-dev
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

check-format: setup-dev
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

# How fast a paper's files are made, beside WeasyPrint, which is installed for this alone (docs/benchmarks.md)
bench-papers: setup
	@$(VENV_PYTHON) -m tools.environment bench
	@$(MANAGE) bench_papers

# Others' validators read our Word, Excel and PDF files, where they can be had
check-documents: setup-dev
	@$(VENV_PYTHON) -m tools.check_documents

# Recompiles every lock file. New versions: make lock UPGRADE=--upgrade
lock: setup
	@$(VENV_PYTHON) -m tools.lock $(UPGRADE)

setup:
	@$(PYTHON) -m tools.install requirements.txt
	@$(VENV_PYTHON) -m tools.assets

setup-dev:
	@$(PYTHON) -m tools.install requirements-dev.txt
	@$(VENV_PYTHON) -m tools.assets
