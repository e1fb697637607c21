"""fisoko: the personal cabinet through which a national assessment collects its forms."""

__version__ = "0.1.0"
