"""A form as a workbook to be filled in Excel and brought back: what stands where, and what has been changed in it."""
