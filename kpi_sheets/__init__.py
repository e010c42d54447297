"""KPIs in Excel workbooks: read them, lint them, compute their status."""
