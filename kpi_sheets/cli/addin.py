"""`kpi-sheets addin`: put the buttons into Excel or LibreOffice, take them away, and see what is wrong with them."""

from __future__ import annotations

import sys

import click

from kpi_sheets.report.escape import for_terminal

libreoffice_option = click.option("--libreoffice", is_flag=True, help="In LibreOffice Calc instead of Excel.")


@click.group("addin")
def command() -> None:
    """Put Refresh and Check buttons into Excel (Windows, macOS) or LibreOffice Calc."""


@command.command("install")
@libreoffice_option
def install_addin(libreoffice: bool) -> None:
    """Install the buttons for this user; they will start the Python that runs now.

    In Excel they are on the ribbon tab KPI after a restart, in LibreOffice in the menu KPI and on a toolbar.
    """
    from kpi_sheets.addin import settings

    if libreoffice:
        from kpi_sheets.addin.libreoffice import installing as office

        office.install()
        click.echo("installed; start LibreOffice Calc again: the menu and the toolbar are called KPI")
        return
    from kpi_sheets.addin.excel.installing import install
    from kpi_sheets.addin.places import excel_places

    places = excel_places()
    install(places, settings.current())
    click.echo(f"installed {for_terminal(str(places.addin))}; start Excel again: the ribbon tab is called KPI")


@command.command("remove")
@libreoffice_option
def remove_addin(libreoffice: bool) -> None:
    """Remove the buttons, and with those of Excel their settings."""
    if libreoffice:
        from kpi_sheets.addin.libreoffice import installing as office

        office.remove()
        click.echo("removed from LibreOffice")
        return
    from kpi_sheets.addin.excel.installing import remove
    from kpi_sheets.addin.places import excel_places

    removed = remove(excel_places())
    for path in removed:
        click.echo(f"removed {for_terminal(str(path))}")
    if not removed:
        click.echo("nothing was installed")


@command.command("status")
@libreoffice_option
def show_status(libreoffice: bool) -> None:
    """Tell whether the buttons are installed, and which Python they start. Exit code: 1 when they are not."""
    from kpi_sheets.addin import settings
    from kpi_sheets.addin.places import excel_places, settings_file

    if libreoffice:
        from kpi_sheets.addin.libreoffice import installing as office

        there, what = office.is_installed(), "the extension for LibreOffice"
    else:
        places = excel_places()
        there, what = places.addin.exists(), str(places.addin)
    written = settings.read(settings_file())
    click.echo(f"{for_terminal(what)}: {'installed' if there else 'not installed'}")
    if written:
        click.echo(f"starts {for_terminal(written.python)}, for kpi-sheets {for_terminal(written.version)}")
    sys.exit(int(not there))


@command.command("doctor")
def examine() -> None:
    """Look for what keeps the button in Excel from working. Exit code: 1 when something is wrong."""
    from kpi_sheets.addin import settings
    from kpi_sheets.addin.excel.doctor import problems, windows_policy
    from kpi_sheets.addin.places import excel_places

    found = list(problems(excel_places(), settings.current(), windows_policy))
    for problem in found:
        click.echo(for_terminal(problem))
    if not found:
        click.echo("nothing is wrong with the button; what goes wrong while it runs is in the log beside the settings")
    sys.exit(int(bool(found)))
