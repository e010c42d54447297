"""The same button in LibreOffice Calc: its workbook with the members of `addin.surface`, and the extension."""
