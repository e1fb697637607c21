# The two commands of the README are `make run` and `make test`; each makes what it needs.
HOME_FOLDER ?= home
PORT ?= 5006
ACCOUNT ?= spo_coord_24
PAGES_PORT ?= 5007

.DEFAULT_GOAL := help
.PHONY: help run demo serve notebooks notebook-pages test explore lint lock environment environment-test browser clean

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 28

run: demo serve ## everything from a bare clone: environment, demonstration base, server at http://localhost:5006/

demo: environment ## the demonstration base in ./home, if it is not there
	@test -f $(HOME_FOLDER)/demo-accounts.csv || .venv/bin/fisoko demo --home $(HOME_FOLDER)

serve: environment ## the server on the base in ./home
	@exec .venv/bin/fisoko serve --home $(HOME_FOLDER) --port $(PORT)

notebooks: ## Jupyter Lab with the notebooks, signed in to the running server (ACCOUNT=spo_coord_24)
	@scripts/environment notebooks
	@scripts/notebooks $(HOME_FOLDER) $(PORT) $(ACCOUNT)

notebook-pages: ## two of the notebooks as pages at http://127.0.0.1:5007/, signed in likewise (PAGES_PORT=5007)
	@scripts/environment notebooks
	@scripts/notebooks $(HOME_FOLDER) $(PORT) $(ACCOUNT) $(PAGES_PORT)

test: environment-test browser ## every check and every test
	@scripts/check

explore: environment-test browser ## examples that no run has tried yet, for the tests that make their own
	@EXAMPLES=default scripts/check -m hypothesis

lint: environment-test ## the checks without the tests
	@scripts/check --lint

environment: ## .venv with what the server needs
	@scripts/environment runtime

environment-test: ## .venv with what the tests need, too
	@scripts/environment test

browser: ## a Chromium for the tests: Debian's, when there is none
	@scripts/browser

lock: ## the locked requirements anew
	@scripts/lock

clean: ## take the environment away (never the base)
	rm -rf .venv
