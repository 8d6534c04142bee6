# `make report` makes one county's year; `make help` lists the rest.
PIPELINE ?= Pipelines/yiyuan-2022
SWIFT ?= swift
# An import without an arrow in Package.swift compiles by accident; this makes it an error.
CHECKED := --explicit-target-dependency-import-check error
# Swift's own libraries go into the program where the toolchain has them to link: it starts sooner and can be copied.
# Its own linker does not warn of what nobody calls.
# Libraries that lie beside the program come first: `make dist` puts them there.
TOOLS := $(dir $(realpath $(shell command -v $(SWIFT))))
STATIC := $(if $(wildcard $(TOOLS)../lib/swift_static/linux/libswiftCore.a),--static-swift-stdlib) \
  $(if $(wildcard $(TOOLS)ld.lld),-Xswiftc -use-ld=lld)
BESIDE := -Xlinker -rpath -Xlinker '$$ORIGIN/lib' -Xlinker --disable-new-dtags
# Line numbers for a debugger cost a tenth of a first build and a quarter of the program; whoever runs it has no debugger.
RELEASE := -c release -debug-info-format none $(CHECKED) $(STATIC) $(BESIDE)
# A room of ten thousand lines is quiet for a minute.
BUILD := .ci/steadily $(SWIFT) build $(RELEASE)
PREFIX ?= /usr/local
# How many calls `make faults` refuses of each command, and of which commands: FAULTS=all FAULTS_OF=run is every call of a run.
FAULTS ?= 60
FAULTS_OF ?=
# How long `make fuzz` feeds each reader, in seconds.
TIME ?= 60
# The compiler heeds the last -sanitize alone, so both stand in it once more; the package manager is told of them, so that it
# leaves main to the fuzzer and has the C sources watched too.
FUZZER := --sanitize fuzzer --sanitize address -Xswiftc -sanitize=fuzzer,address --disable-index-store \
  $(if $(wildcard $(TOOLS)ld.lld),-Xswiftc -use-ld=lld)
SOURCES := Sources Tests Package.swift
OUTPUT := Output/$(notdir $(patsubst %/,%,$(PIPELINE)))

.DEFAULT_GOAL := help
.PHONY: help report test build lint format clean verify-workbooks slips sample-data reference bench \
  test-cluster needs dist dist-check install mutants faults fuzz

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' \
	  | awk -F'|' '{ printf "  make %-18s %s\n", $$1, $$2 }'
	@echo "  PIPELINE=$(PIPELINE)"

needs:
	@.ci/needs build

report: needs ## run a pipeline (PIPELINE=Pipelines/<name>) into Output/<name>
	@$(BUILD) --product nianbao
	@"$$($(SWIFT) build $(RELEASE) --show-bin-path)/nianbao" run "$(PIPELINE)"

test: ## run all tests; what failed is said again at the end
	@.ci/needs test
	@mkdir -p .build
	@scratch=$$(.ci/scratch) && trap 'rm -rf "$$scratch"' EXIT INT TERM && \
	  { TMPDIR=$$scratch $(SWIFT) test $(CHECKED) 2>&1; echo $$? > .build/test.status; } | tee .build/test.log
	@[ "$$(cat .build/test.status)" = 0 ] || \
	  { echo "== what failed"; grep -A 6 -E '✘|error:' .build/test.log | grep -vE '^(◇|✔)'; exit 1; }

build: needs ## build everything, with release optimisation
	$(BUILD)

dist: needs ## pack a program that needs no toolchain into .build/dist (make dist-check tries it in an empty root)
	@$(BUILD) --product nianbao
	@.ci/dist "$$($(SWIFT) build $(RELEASE) --show-bin-path)/nianbao"

dist-check: dist
	@.ci/dist --check "$$(ls -t .build/dist/nianbao-*.tar.gz | head -n 1)"

install: needs ## install program, completions and man page (PREFIX=/usr/local, DESTDIR=)
	@$(BUILD) --product nianbao
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/man/man1" \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	install -m 755 "$$($(SWIFT) build $(RELEASE) --show-bin-path)/nianbao" "$(DESTDIR)$(PREFIX)/bin/nianbao"
	@.ci/extras "$(DESTDIR)$(PREFIX)/bin/nianbao" .build/extras
	install -m 644 .build/extras/man/man1/nianbao.1 "$(DESTDIR)$(PREFIX)/share/man/man1/"
	install -m 644 .build/extras/completions/nianbao.bash \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/nianbao"
	install -m 644 .build/extras/completions/_nianbao "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/"
	install -m 644 .build/extras/completions/nianbao.fish \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/"

lint: ## check the format of the sources, strictly
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)
	@python3 Tests/tools/rooms.py --check

format: ## format the sources in place
	$(SWIFT) format format --in-place --parallel --recursive $(SOURCES)

clean: ## remove what was built and what runs wrote
	$(SWIFT) package clean
	find Output -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +

verify-workbooks: ## recalculate the workbooks with LibreOffice, compare every formula, look for causes of repair
	@.ci/needs workbooks
	python3 Tests/tools/verify_workbooks.py "$(OUTPUT)/年度考核结果.xlsx"
	python3 Tests/tools/check_parts.py "$(OUTPUT)"
	python3 Tests/tools/check_parts.py --prove "$(OUTPUT)/年度考核结果.xlsx"
	@$(BUILD) --product nianbao
	python3 Tests/tools/verify_live_scores.py \
	  "$$($(SWIFT) build $(RELEASE) --show-bin-path)/nianbao" "$(PIPELINE)"

slips: needs ## make one random slip of an operator after the other and see that none is silent
	@$(BUILD) --product nianbao
	python3 Tests/tools/slips.py "$$($(SWIFT) build $(RELEASE) --show-bin-path)/nianbao" "$(PIPELINE)"

sample-data: needs ## write the synthetic inputs of the committed county again
	$(SWIFT) run $(RELEASE) sample-data

reference: needs ## write the reference pages of the documentation again
	@$(BUILD) --product nianbao
	@"$$($(SWIFT) build $(RELEASE) --show-bin-path)/nianbao" reference \
	  --output Sources/nianbao/Documentation.docc
	@python3 Tests/tools/rooms.py

bench: needs ## measure county, city and province (Tests/Benchmarks)
	@.ci/needs bench
	$(BUILD) --product nianbao
	Tests/Benchmarks/run

mutants: ## make small faults in the core, by hand: do the tests notice? (Tests/tools/mutants.py)
	python3 Tests/tools/mutants.py

faults: ## refuse calls of the system one by one, by hand (FAULTS=number|all, FAULTS_OF=command,…)
	@$(BUILD) --product nianbao
	NIANBAO_PROGRAM="$$($(SWIFT) build $(RELEASE) --show-bin-path)/nianbao" \
	NIANBAO_FAULTS=$(FAULTS) $(if $(FAULTS_OF),NIANBAO_FAULTS_OF=$(FAULTS_OF)) \
	  $(SWIFT) test $(CHECKED) --filter FaultRobustnessTests

fuzz: ## feed every reader with bytes that find their own way, by hand (TIME=seconds each, READERS=csv,…, SEEDS=folder)
	@.ci/needs test
	@ls "$$($(SWIFT)c -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')"/clang/lib/*/libclang_rt.fuzzer* \
	  > /dev/null 2>&1 || \
	  { echo "This toolchain has no fuzzer (libclang_rt.fuzzer); that of swift.org for Linux has." >&2; exit 1; }
	NIANBAO_FUZZ=1 $(SWIFT) build $(FUZZER) --scratch-path .build/fuzz --product fuzz
	python3 Tests/tools/fuzz.py .build/fuzz/debug/fuzz $(TIME) $(if $(READERS),--readers $(READERS)) \
	  $(if $(SEEDS),--seeds $(SEEDS))

test-cluster: needs ## run the cluster job against a local Spark (fetches pyspark into .build/spark)
	$(BUILD) --product nianbao
	Pipelines/cluster/test
