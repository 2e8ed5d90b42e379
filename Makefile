PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --group build
SAMPLES = $(wildcard $(addprefix samples/*.,docx pdf xlsx html txt))

.PHONY: demo demo-report test e2e lint fast bench fuzz lock translations screenshots

demo: export TONGHOP_DATA = demo-output/office
demo: export DATABASE_URL =
demo: .venv/.ready ## check the sample documents, in the terminal and as HTML reviews; make an office
	@$(BIN)/tonghop check $(SAMPLES) || test $$? -le 2
	@$(BIN)/tonghop check $(SAMPLES) --format html --output demo-output 2>/dev/null || test $$? -le 2
	@echo
	@echo "HTML: $(CURDIR)/demo-output/index.html"
	@$(BIN)/tonghop demo-data
	@echo "TONGHOP_TOTP_ROLES= TONGHOP_DATA=$(TONGHOP_DATA) $(BIN)/tonghop serve"

demo-report: export TONGHOP_DATA = build/office
demo-report: export DATABASE_URL =
demo-report: .venv/.ready ## write the six-month report of the example office to build/demo-report.docx, .pdf and .html
	@$(BIN)/tonghop demo-data >/dev/null
	@for form in docx pdf html; do $(BIN)/tonghop write --kind six-month --unit 99111 --period 2026-H1 --force \
		--theme "Kỷ cương, hiệu quả" --output build/demo-report.$$form || exit; done
	@$(BIN)/tonghop check build/demo-report.docx

test: lint ## everything that must hold before a change is shared
	$(BIN)/pytest -n auto

e2e: .venv/.ready-dev ## the pages in a real browser; ends with one JSON line
	@TONGHOP_E2E=1 $(BIN)/pytest -n 0 tests/e2e

lint: .venv/.ready-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

fast: .venv/.ready-dev ## compile what reads running text with the system's C compiler (some minutes; see README)
	@$(BIN)/python -m tools.compiling

bench: .venv/.ready-dev ## make bench NAME=read|check; ends with one JSON line
	@$(if $(filter read,$(NAME)),$(BIN)/python -m tools.compiling || true)
	@$(BIN)/python -m bench $(NAME)

fuzz: .venv/.ready-dev ## make fuzz N=100000: broken files and mutated texts on all cores; ends with one JSON line
	@$(BIN)/python -m fuzz $(N)

lock: .venv/.ready-dev ## choose the newest versions of all dependencies
	$(LOCK) --upgrade pyproject.toml --output-file requirements.lock
	$(LOCK) --upgrade --group dev --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock

translations: .venv/.ready-dev ## collect the messages of the program and compile the translations
	$(BIN)/python -m tools.translations

screenshots: .venv/.ready-dev ## take the pictures of the user guide anew, on the example office and a fixed day
	$(BIN)/python -m tools.screenshots

.venv/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Cần Python 3.11 trở lên (Python 3.11+ needed).")'
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.ready-dev: requirements-dev.lock .venv/.ready
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@
