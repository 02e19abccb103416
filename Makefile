# Rundbrev: `make setup site` makes everything from content/, `make setup test` passes all tests.
# GNU make. Sanitizers build in folders of their own: make test-unit SANITIZE=address,undefined

SHELL := /bin/bash
CC := gcc
SANITIZE :=
PREFIX := /usr/local
DESTDIR :=
comma := ,
OUT := build$(if $(SANITIZE),/$(subst $(comma),-,$(SANITIZE)))

LIBRARIES := libcmark yaml-0.1 icu-i18n icu-uc gmime-3.0 glib-2.0 gdk-pixbuf-2.0 librsvg-2.0 cairo libqpdf jansson poppler-glib libexif harfbuzz harfbuzz-subset libcurl libidn2
WARNINGS := -Wall -Wextra -Wshadow -Wmissing-prototypes -Wvla -Wwrite-strings -Wstrict-prototypes -Werror
CFLAGS := -O2 -g
CPPFLAGS := -D_GNU_SOURCE -Igenerator -include generator/base/banned.h -MMD -MP
override CFLAGS += -std=gnu11 $(WARNINGS) $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-omit-frame-pointer)
# Asked of pkg-config only once it is installed (`make setup` runs without it).
LIBRARY_CFLAGS = $(eval LIBRARY_CFLAGS := $$(shell pkg-config --cflags $(LIBRARIES) | sed 's/-I/-isystem /g'))$(LIBRARY_CFLAGS)
LIBRARY_LIBS = $(eval LIBRARY_LIBS := $$(shell pkg-config --libs $(LIBRARIES)) -lstemmer -lm -lpthread)$(LIBRARY_LIBS)

# The floors, lowest first, and what each may include (checked by `make floors`).
FLOORS := base deliver read template proof search markup draw statistics model mailing view output commands
below_base :=
below_deliver := base
below_read := base
below_template := base read
below_proof := base
below_search := base
below_markup := base read
below_draw := base
below_statistics := base
below_model := base read proof markup statistics
below_mailing := base deliver read proof markup model
below_view := base read template proof markup draw statistics model
below_output := base read template proof search markup draw statistics model view
below_commands := base deliver read template proof search markup draw statistics model mailing view output

sources = $(wildcard generator/$(1)/*.c)
objects = $(patsubst generator/%.c,$(OUT)/%.o,$(foreach floor,$(1),$(call sources,$(floor))))
PROGRAM_OBJECTS := $(call objects,$(FLOORS)) $(OUT)/main.o
CATALOGUE := sv/LC_MESSAGES/rundbrev.mo

UNIT_TESTS := $(patsubst tests/%.c,$(OUT)/tests/%,$(wildcard $(FLOORS:%=tests/%/test_*.c)))
FUZZERS := $(patsubst tests/fuzz/fuzz_%.c,$(OUT)/tests/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))

.PHONY: all clang-check setup site test test-unit test-web accept floors format format-check lint fuzz pictures install clean
.SECONDARY:
.DELETE_ON_ERROR:
all: $(OUT)/rundbrev $(FUZZERS)

$(OUT)/rundbrev: $(PROGRAM_OBJECTS) | $(OUT)/locale/$(CATALOGUE)
	@echo "  link $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBRARY_LIBS)

$(OUT)/%.o: generator/%.c
	@mkdir -p $(@D)
	@echo "  compile $<"
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(LIBRARY_CFLAGS) -c -o $@ $<

# The messages in Swedish (base/translate.h). A wrong % in a translation is an error.
$(OUT)/locale/$(CATALOGUE): generator/po/sv.po
	@mkdir -p $(@D)
	@echo "  translate $<"
	@msgfmt --check -o $@ $<

# A test program of a floor is linked with that floor and those below it only.
define test_program
$(OUT)/tests/$(1)/%: tests/$(1)/%.c $(wildcard tests/*/*.h) $(call objects,$(below_$(1)) $(1))
	@mkdir -p $$(@D)
	@echo "  compile $$<"
	@$$(CC) $$(CPPFLAGS) $$(CFLAGS) -Wno-missing-prototypes $$(LIBRARY_CFLAGS) -o $$@ $$< $(call objects,$(below_$(1)) $(1)) $$(LIBRARY_LIBS) $$$$(pkg-config --libs cmocka libical)
endef
$(foreach floor,$(FLOORS),$(eval $(call test_program,$(floor))))

$(OUT)/tests/bench/%: tests/bench/%.c $(call objects,base draw)
	@mkdir -p $(@D)
	@echo "  compile $<"
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(LIBRARY_CFLAGS) -o $@ $^ $(LIBRARY_LIBS)

$(OUT)/tests/fuzz/%: tests/fuzz/fuzz_%.c tests/fuzz/main.c $(call objects,$(below_mailing) template mailing)
	@mkdir -p $(@D)
	@echo "  compile $<"
	@$(CC) $(CPPFLAGS) $(CFLAGS) -Wno-missing-prototypes $(LIBRARY_CFLAGS) -o $@ $^ $(LIBRARY_LIBS)

setup:
	@tests/setup

site:
	@$(MAKE) --no-print-directory --silent -j$$(nproc) $(OUT)/rundbrev
	@$(OUT)/rundbrev build

# Everything that `make test` compiles is compiled here first, with all cores.
test:
	@$(MAKE) --no-print-directory -j$$(nproc) build/rundbrev
	@$(MAKE) --no-print-directory -j$$(nproc) programs SANITIZE=address,undefined
	@$(MAKE) --no-print-directory -j$$(nproc) build/thread/rundbrev build/thread/tests/base/test_pool SANITIZE=thread
	@tests/run

.PHONY: programs
programs: $(OUT)/rundbrev $(UNIT_TESTS) $(FUZZERS) $(OUT)/tests/mailing/drive

test-unit: $(UNIT_TESTS)
	@for test in $(UNIT_TESTS); do $$test || exit 1; done

# The website in a real browser (tests/web/run); `make test` does this too.
test-web:
	@$(MAKE) --no-print-directory --silent -j$$(nproc) build/rundbrev
	@tests/run web

# What things cost, in ratios to a yardstick of the same run (machines differ, and are noisy).
.PHONY: bench
bench:
	@$(MAKE) --no-print-directory --silent -j$$(nproc) build/rundbrev build/tests/mailing/plain_loop build/tests/bench/charts
	@build/tests/bench/charts
	@tests/bench/pdf.sh
	@tests/bench/send.py

# Renews the expected outputs and shows what changed in them.
accept: 
	@$(MAKE) --no-print-directory programs SANITIZE=address,undefined
	@RUNDBREV_ACCEPT=1 tests/run golden messages && git diff --stat -- tests

# Brings generator/po/sv.po up to date with the messages of the sources, and tells what is missing in it.
.PHONY: messages
messages:
	@generator/po/renew
	@generator/po/missing

floors:
	@tests/style/floors $(foreach floor,$(FLOORS),'$(floor):$(below_$(floor))')

C_FILES := $(wildcard generator/*.c $(FLOORS:%=generator/%/*.[ch]) tests/*/*.[ch])
format:
	@clang-format -i $(C_FILES)
format-check:
	@clang-format --dry-run --Werror $(C_FILES)

# A second compiler's warnings, without making anything.
clang-check:
	@printf '%s\n' $(filter %.c,$(C_FILES)) | xargs -P$$(nproc) -n8 clang -fsyntax-only $(filter-out -MMD -MP,$(CPPFLAGS)) \
	    -std=gnu11 $(WARNINGS) -Wno-missing-prototypes $(LIBRARY_CFLAGS)
lint: clang-check
	cppcheck --quiet --error-exitcode=1 --enable=warning,portability --inline-suppr --suppress=missingIncludeSystem -Igenerator generator

# Coverage-guided, one target after the other: make fuzz SECONDS=60
SECONDS := 60
fuzz:
	@tests/fuzz/run $(SECONDS)

pictures: $(OUT)/rundbrev
	@tests/pictures/make

install: build/rundbrev
	install -Dm755 build/rundbrev $(DESTDIR)$(PREFIX)/bin/rundbrev
	install -Dm644 build/locale/$(CATALOGUE) $(DESTDIR)$(PREFIX)/share/locale/$(CATALOGUE)
	install -Dm644 generator/rundbrev.1 $(DESTDIR)$(PREFIX)/share/man/man1/rundbrev.1
	for folder in layouts assets; do (cd $$folder && find . -type f -exec install -Dm644 {} $(DESTDIR)$(PREFIX)/share/rundbrev/$$folder/{} \;); done

clean:
	rm -rf build

-include $(PROGRAM_OBJECTS:.o=.d)
