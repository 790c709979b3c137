# Two commands: `make run` shows the newsroom, `make test` tries it. Needs Python 3.11+, pip, make.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
# No registry is named here: pip asks the one it is set up for.
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: run test bench screens lint format locks messages clean

run: $(VENV)/run.installed .env
	@SITE_URL=$${SITE_URL:-http://127.0.0.1:$(PORT)} $(PY) manage.py migrate --verbosity 0
	@echo "Preparing files…"
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@SITE_URL=$${SITE_URL:-http://127.0.0.1:$(PORT)} $(PY) manage.py load_demo --if-empty --logins .run/logins.txt
	@SITE_URL=$${SITE_URL:-http://127.0.0.1:$(PORT)} $(PY) manage.py index_search
	@$(PY) manage.py count_tags
	@# The site and its worker together; whatever ends one ends both.
	@$(PY) manage.py work --verbosity 0 & worker=$$!; \
	echo "The site: http://127.0.0.1:$(PORT)/   The desk: http://127.0.0.1:$(PORT)/admin/   (Ctrl+C stops)"; \
	SITE_URL=$${SITE_URL:-http://127.0.0.1:$(PORT)} $(VENV)/bin/granian --interface wsgi \
		--host 127.0.0.1 --port $(PORT) --workers 1 --blocking-threads 4 --log-level warning \
		newsroom.wsgi:application & site=$$!; \
	trap 'kill $$site $$worker 2>/dev/null' EXIT INT TERM; wait $$site

test: $(VENV)/dev.installed
	@$(PY) tests/run.py

# Figures beside their goals; SIZE stories in an archive, real texts where NEWSROOM_TEST_DATA is.
bench: $(VENV)/dev.installed
	@$(PY) -m bench --size $${SIZE:-20000}

# Every kind of page as readers see it: pictures in .run/screens, a sheet of them in docs (needs
# Chromium).
screens: $(VENV)/dev.installed
	@$(PY) -m tests.pictures

lint: $(VENV)/dev.installed
	@$(VENV)/bin/ruff check --quiet .
	@$(VENV)/bin/ruff format --quiet --check .
	@SECRET_KEY=lint $(PY) manage.py makemigrations --check --dry-run --verbosity 0
	@SECRET_KEY=lint $(PY) manage.py check --fail-level WARNING --verbosity 0
	@echo "lint: clean"

format: $(VENV)/dev.installed
	@$(VENV)/bin/ruff check --quiet --fix .
	@$(VENV)/bin/ruff format --quiet .

# A key of this machine's own, made once; everything else has a default.
.env:
	@umask 077 && $(PYTHON) -c "import secrets; print('SECRET_KEY=' + secrets.token_urlsafe(50))" > .env

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.installed: requirements/run.txt | $(VENV)/bin/python
	@echo "Installing the locked packages…"
	@$(PIP) --requirement requirements/run.txt
	@touch $@

$(VENV)/dev.installed: requirements/dev.txt | $(VENV)/bin/python
	@echo "Installing the locked packages for development…"
	@$(PIP) --requirement requirements/dev.txt
	@touch $@

# Write the lock files again after a change in pyproject.toml (needs uv).
UV_COMPILE := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header --no-annotate --python-version 3.11 pyproject.toml
locks:
	@$(UV_COMPILE) --all-extras --group dev -o requirements/dev.txt
	@$(UV_COMPILE) --extra ckeditor -c requirements/dev.txt -o requirements/run.txt
	@$(UV_COMPILE) --extra pg --extra redis --extra s3 -c requirements/dev.txt -o requirements/production.txt

# Gather new strings into our catalogues, and compile all (needs gettext). What packages say
# stands in newsroom/locale_packages, by hand: nothing is gathered there.
messages:
	@SECRET_KEY=messages $(PY) manage.py makemessages --verbosity 0 --locale kk --locale ru \
		--no-obsolete --add-location file --ignore .venv --ignore static --ignore tests --ignore uploads
	@SECRET_KEY=messages $(PY) manage.py compilemessages --verbosity 0 --ignore .venv

clean:
	rm -rf $(VENV) static .run .pytest_cache .ruff_cache .hypothesis
