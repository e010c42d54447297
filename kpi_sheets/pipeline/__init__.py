"""From paths to results: find workbooks and their settings, read their KPI tables, judge them, mend them."""
