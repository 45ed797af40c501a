#!/bin/sh
# Finds a Chromium for the browser tests, or gets one: Debian's as root, else Playwright's own. $1 is the folder of programs.
set -eu

have() { command -v chromium >/dev/null 2>&1 || "$1/python" - <<'PYTHON'
import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not os.path.exists(playwright.chromium.executable_path))
PYTHON
}

have "$1" && exit 0
echo "The browser tests need a Chromium; getting one."
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    { apt-get update -q && apt-get install -q -y --no-install-recommends chromium fonts-noto-core fonts-noto-color-emoji; } || true
else
    "$1/playwright" install chromium || true
fi
have "$1" && exit 0

echo "************************************************************************"
echo "* No Chromium could be installed (see above): BROWSER TESTS ARE SKIPPED."
echo "* Install one yourself: apt-get install chromium"
echo "************************************************************************"
[ "${CI:-}" != "true" ] || { echo "Under CI that is a failure."; exit 1; }
