"""What `panel serve` runs for a live page; `fisoko serve` starts it with the flags it needs."""

from fisoko.web import flags

if __name__.startswith("bokeh_app"):
    flags.demand()
    from fisoko.web.pages.coordinator import show

    show()
