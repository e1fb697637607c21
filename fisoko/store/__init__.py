"""SQL and files: what is kept, and how it is found again. Nothing here decides."""
