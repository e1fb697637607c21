"""Tornado handlers: no Panel, no Bokeh, no pandas here."""
