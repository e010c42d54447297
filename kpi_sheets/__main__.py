"""`python -m kpi_sheets`: the same as the command `kpi-sheets`."""

from kpi_sheets.cli import main

if __name__ == "__main__":
    main()
