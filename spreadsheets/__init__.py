"""Spreadsheet files opened with care, whoever sent them: archives, Excel workbooks, encodings. Knows no records."""
