"""W: Is the workbook itself in order?"""
