# OneBot Console. `make run` builds and starts it, `make test` tests it; both install what is missing first.

SWIFT ?= swift
PREFIX ?= /usr/local
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
PACKAGES := libncurses-dev ncurses-bin libsqlite3-dev libqrencode-dev
TEST_PACKAGES := tmux screen faketime python3 python3-venv iproute2 nftables openssl zbar-tools
DIST_PACKAGES := dpkg-dev binutils
VENV := .build/python
# Of every release build: objects of both kinds in one folder do not link.
STATIC := --static-swift-stdlib
CONTAINER_ENGINE ?= $(firstword $(foreach engine,podman docker,$(shell command -v $(engine))) docker)
EXTRAS := share/man/man1/onebot-console.1 share/bash-completion/completions/onebot-console \
	share/zsh/site-functions/_onebot-console share/fish/vendor_completions.d/onebot-console.fish

# In layers: what only computes would keep the cores from those tests that wait for sockets with a deadline.
PURE_TESTS := ^(Certificates|Fuzz|OneBot|Terminal|Settings|Doctor|Metrics|ConsoleUI)Tests
LIVE_TESTS := ^EndpointTests ^SimulatorTests ^JournalTests ^NapCatTests ^HostTests ^TerminalIOTests ^AlarmsTests ^ControlTests ^ConsoleTests
SYSTEM_TESTS := ^SystemTests

# libFuzzer for a program that has its own `main`, and the flags that make use of it; empty where there is none.
LIBFUZZER = $(shell $(SWIFT) -print-target-info | grep -o '"runtimeResourcePath": *"[^"]*"' | cut -d'"' -f4 | \
	xargs -I {} find {}/clang/ -name 'libclang_rt.fuzzer_no_main-'$$(uname -m)'.a' | head -n 1)
GUIDED = -Xswiftc -Xfrontend -Xswiftc -sanitize=fuzzer $(addprefix -Xlinker ,$(LIBFUZZER) -lstdc++ -u LLVMFuzzerRunDriver)

.PHONY: run build test bench bench-build soak crash fuzz sanitize sanitize-thread sanitize-address format lint release install uninstall dist image \
	clean setup test-setup

run: build
	@.build/debug/onebot-console

build: setup
	$(SWIFT) build --product onebot-console

test: setup test-setup
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --filter '$(PURE_TESTS)'
	set -e; for tests in $(foreach tests,$(LIVE_TESTS),'$(tests)'); do $(SWIFT) test --skip-build --filter "$$tests"; done
	ONEBOT_CONSOLE_TEST_PYTHON="$(CURDIR)/$(VENV)/bin/python" $(SWIFT) test --skip-build --filter '$(SYSTEM_TESTS)'

bench: bench-build
	.build/release/EndpointBench $(SCENARIOS)

# The built console under a steady load: MINUTES, BOTS, RATE messages of each bot a second, of BYTES bytes.
soak: bench-build
	.build/release/EndpointBench soak MINUTES=$(MINUTES) SECONDS=$(SECONDS) BOTS=$(BOTS) RATE=$(RATE) BYTES=$(BYTES)

# Kills the built console CYCLES times under load; SEED repeats a run.
crash: bench-build
	.build/release/EndpointBench crash CYCLES=$(CYCLES) SEED=$(SEED) BOTS=$(BOTS) RATE=$(RATE) LIFE=$(LIFE)

bench-build: setup
	$(SWIFT) build -c release --product onebot-console $(STATIC)
	$(SWIFT) build -c release --product EndpointBench $(STATIC)

# A million inputs for every parser of foreign bytes: by libFuzzer where the toolchain has it and ENGINE is not `seeded`.
fuzz: setup
	$(SWIFT) build -c release --product Fuzzer --scratch-path .build-fuzz -Xswiftc -enable-testing $(if $(LIBFUZZER),$(GUIDED))
	nice -n 10 env PARSERS='$(PARSERS)' INPUTS='$(INPUTS)' SEED='$(SEED)' ENGINE='$(ENGINE)' .build-fuzz/release/Fuzzer

# Unit and endpoint tests under ThreadSanitizer and AddressSanitizer, each with a build of its own; one test after the
# other where they wait for sockets with a deadline. No leaks: LeakSanitizer does not follow the pointers into which Swift
# stuffs other bits, and reports them in a program without a line of ours (llvm-project issue 56751).
sanitize: sanitize-thread sanitize-address

sanitize-thread: setup test-setup
	$(SWIFT) build --build-tests --sanitize thread --scratch-path .build-tsan
	clang -shared -fPIC -O1 -Wall -Wextra -o .build-tsan/mutex.so Tests/Sanitizers/mutex.c
	$(call sanitized,tsan,LD_PRELOAD='$(CURDIR)/.build-tsan/mutex.so' \
		TSAN_OPTIONS='exitcode=66 history_size=4 suppressions=$(CURDIR)/Tests/Sanitizers/thread.supp')

sanitize-address: setup test-setup
	$(SWIFT) build --build-tests --sanitize address --scratch-path .build-asan
	$(call sanitized,asan,ASAN_OPTIONS='exitcode=66 detect_leaks=0')

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

release: setup
	$(SWIFT) build -c release --product onebot-console $(STATIC)

install: release
	$(SUDO) install -D -m 0755 .build/release/onebot-console $(DESTDIR)$(PREFIX)/bin/onebot-console
	$(SUDO) .package/install-extras .build/release/onebot-console $(DESTDIR)$(PREFIX)

uninstall:
	$(SUDO) rm -f $(addprefix $(DESTDIR)$(PREFIX)/,bin/onebot-console $(EXTRAS))

# A .deb and a tarball in .build/dist.
dist: release
	@$(call need,$(DIST_PACKAGES))
	.package/make-dist .build/release/onebot-console

# Needs a container engine, and its access to the base images.
image:
	$(CONTAINER_ENGINE) build $(if $(findstring podman,$(CONTAINER_ENGINE)),--format docker --ignorefile .container/Containerfile.dockerignore) \
		-f .container/Containerfile -t onebot-console .

clean:
	rm -rf .build .build-fuzz .build-tsan .build-asan

setup:
	@command -v $(SWIFT) >/dev/null || { echo "Swift is missing: install a toolchain of 6.2 or newer from swift.org and put it into PATH."; exit 1; }
	@$(call need,$(PACKAGES))

test-setup:
	@$(call need,$(TEST_PACKAGES))
	@[ -x $(VENV)/bin/python ] || { echo "Making a Python environment for the test clients"; python3 -m venv $(VENV); }
	@$(VENV)/bin/python -c 'import websockets' 2>/dev/null || $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check 'websockets>=13'

# Installs by apt those of the packages named that are not there, and says so.
need = missing=""; for p in $(1); do dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	[ -z "$$missing" ] || { echo "Installing$$missing"; $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; }

# Runs what is not of the whole system: the folder of the build, and the sanitizer's options.
sanitized = set -e; for tests in '$(PURE_TESTS)' $(foreach tests,$(LIVE_TESTS),'$(tests)'); do \
	env $(2) .build-$(1)/debug/onebot-consolePackageTests.xctest --no-parallel --testing-library swift-testing --filter "$$tests"; done
