"""The KPI buttons of LibreOffice Calc. What they do is in the kpi_sheets that was installed with pip.

This file runs inside LibreOffice's own Python, before kpi_sheets can be imported: it must find it first.
"""

import sys
from pathlib import Path

import uno
import unohelper
from com.sun.star.task import XJobExecutor

SETTINGS = Path.home() / ".kpi-sheets" / "kpi-sheets.conf"
OLDEST = (3, 11)
CALC = "com.sun.star.sheet.SpreadsheetDocument"


class Button(unohelper.Base, XJobExecutor):
    """Runs "refresh", "check" or "next" on the workbook in front."""

    def __init__(self, context):
        self._context = context

    def trigger(self, action):
        """Do what the button says; LibreOffice calls this."""
        desktop = self._context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", self._context)
        document = desktop.CurrentComponent
        if document is None or not document.supportsService(CALC):
            return
        problem = find_package()
        if problem:
            show(document, problem)
            return
        from kpi_sheets.addin.buttons import press
        from kpi_sheets.addin.libreoffice.calc import CalcBook

        press(action, CalcBook(document))


def find_package():
    """Put the folders that the installer wrote down at the end of the search path; return what is wrong, if it is."""
    again = "run 'kpi-sheets addin install --libreoffice' again"
    if sys.version_info < OLDEST:
        return "LibreOffice runs Python {}.{} here, and kpi-sheets needs 3.11 or newer".format(*sys.version_info)
    try:
        lines = SETTINGS.read_text(encoding="utf-8").splitlines()
    except OSError:
        return f"{SETTINGS} is not there; {again}"
    folders = [line.partition("=")[2] for line in lines if line.startswith("path=")]
    sys.path.extend(folder for folder in folders if folder not in sys.path)
    try:
        import kpi_sheets.addin  # noqa: F401
    except ImportError as error:
        return f"kpi-sheets is not where it was installed ({error}); {again}"
    return ""


def show(document, sentence):
    """Show a sentence in a window."""
    window = document.CurrentController.Frame.ContainerWindow
    kind = uno.Enum("com.sun.star.awt.MessageBoxType", "ERRORBOX")
    window.Toolkit.createMessageBox(window, kind, 1, "KPI", sentence).execute()


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816  the name that LibreOffice looks for
g_ImplementationHelper.addImplementation(Button, "org.kpi_sheets.Button", ("org.kpi_sheets.Button",))
