"""Whole pages, thin and live."""
