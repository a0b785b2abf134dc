# The commands of the project. Each is a script in .ci, which says what it installs before it does.

.PHONY: help run test test-long bench audit fmt lint setup islands clean

help: ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{ printf "make %-10s %s\n", $$1, $$2 }'

run: ## Build and start the demonstration on http://127.0.0.1:3000
	@.ci/demo

test: ## Run every check; SKIP="browser postgres" leaves out what a machine cannot run
	@.ci/test

test-long: ## Run the tests that take minutes
	@.ci/test-long

bench: ## Print figures of speed and size
	@.ci/bench

audit: ## Look for advisories about the dependencies (needs the network)
	@.ci/audit

fmt: ## Format the code
	@.ci/setup/rust rustfmt
	@cargo fmt --all

lint: ## Run clippy, for both halves
	@.ci/suites/lint

setup: ## Install what the tests need and the machine lacks
	@.ci/setup/all

islands: ## Build the browser's half
	@.ci/islands

clean: ## Delete everything that was built or installed here; the data in .desk stays
	@rm -rf target end2end/node_modules end2end/report end2end/test-results .islands/.inputs .islands/pkio-desk*
