"""Frames into statistics, charts and dashboards; for notebooks and the live pages alike."""
