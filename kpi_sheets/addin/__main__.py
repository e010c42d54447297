"""`python -m kpi_sheets.addin refresh …`: what the buttons in Excel start."""

from __future__ import annotations

import sys

from kpi_sheets.addin.excel.calling import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
