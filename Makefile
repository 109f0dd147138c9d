# Each target is a task of tools/tasks.py, which also runs without make: py -3 tools\tasks.py demo

works = $(1) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$(call works,$$python) && echo $$python && break; done)
ifeq ($(strip $(PYTHON)),)
$(error Carnet needs Python 3.11 or later. Get one at https://www.python.org/downloads/)
endif

.PHONY: install demo test soak bench bench-match bench-web bench-api lint golden docs lock clean
install demo test soak bench bench-match bench-web bench-api lint golden docs lock clean:
	@$(PYTHON) tools/tasks.py $@ $(ARGS)
