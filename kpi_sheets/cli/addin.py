"""`kpi-sheets addin`: put the buttons into Excel or LibreOffice, take them away, and see what is wrong with them."""

from __future__ import annotations

from kpi_sheets.cli.output import echo
from kpi_sheets.cli.table import Command, Group, Option, Said
from kpi_sheets.report.escape import for_terminal


def install_addin(said: Said) -> int:
    """Install the buttons for this user. They will start the Python that runs now.

    In Excel they are on the ribbon tab KPI after a restart, in LibreOffice in the menu KPI and on a toolbar.
    """
    from kpi_sheets.addin import settings

    if said["libreoffice"]:
        from kpi_sheets.addin.libreoffice import installing as office

        office.install()
        echo("installed; start LibreOffice Calc again: the menu and the toolbar are called KPI")
        return 0
    from kpi_sheets.addin.excel.installing import install
    from kpi_sheets.addin.places import excel_places

    places = excel_places()
    install(places, settings.current())
    echo(f"installed {for_terminal(str(places.addin))}; start Excel again: the ribbon tab is called KPI")
    return 0


def remove_addin(said: Said) -> int:
    """Remove the buttons, and with those of Excel their settings."""
    if said["libreoffice"]:
        from kpi_sheets.addin.libreoffice import installing as office

        office.remove()
        echo("removed from LibreOffice")
        return 0
    from kpi_sheets.addin.excel.installing import remove
    from kpi_sheets.addin.places import excel_places

    removed = remove(excel_places())
    for path in removed:
        echo(f"removed {for_terminal(str(path))}")
    if not removed:
        echo("nothing was installed")
    return 0


def show_status(said: Said) -> int:
    """Tell whether the buttons are installed, and what they start. Exit code: 1 when they are not."""
    from kpi_sheets.addin import settings
    from kpi_sheets.addin.places import excel_places, settings_file

    if said["libreoffice"]:
        from kpi_sheets.addin.libreoffice import installing as office

        there, what = office.is_installed(), "the extension for LibreOffice"
    else:
        places = excel_places()
        there, what = places.addin.exists(), str(places.addin)
    written = settings.read(settings_file())
    echo(f"{for_terminal(what)}: {'installed' if there else 'not installed'}")
    if written:
        echo(f"starts {for_terminal(written.python)}, for kpi-sheets {for_terminal(written.version)}")
    return int(not there)


def examine(_said: Said) -> int:
    """Look for what keeps the button in Excel from working. Exit code: 1 when something is wrong."""
    from kpi_sheets.addin import settings
    from kpi_sheets.addin.excel.doctor import problems, windows_policy
    from kpi_sheets.addin.places import excel_places

    found = list(problems(excel_places(), settings.current(), windows_policy))
    for problem in found:
        echo(for_terminal(problem))
    if not found:
        echo("nothing is wrong with the button; what goes wrong while it runs is in the log beside the settings")
    return int(bool(found))


LIBREOFFICE = Option("--libreoffice", "In LibreOffice Calc instead of Excel.")

command = Group(
    """Put Refresh and Check buttons into Excel or LibreOffice Calc.

    In Excel they work on Windows and macOS.
    """,
    {
        "install": Command(install_addin, options=(LIBREOFFICE,)),
        "remove": Command(remove_addin, options=(LIBREOFFICE,)),
        "status": Command(show_status, options=(LIBREOFFICE,)),
        "doctor": Command(examine),
    },
)
