"""What `panel serve app.py` has to be told, and the refusal to run without it."""

import sys
from pathlib import Path

AUTH_MODULE = f"--auth-module {Path(__file__).with_name('auth.py')}"
PLUGINS = "--plugins fisoko.web.plugin"


def missing(auth_module_is_ours: bool) -> list[str]:  # noqa: FBT001 - a fact, not a switch
    """The flags that were not given."""
    return ([] if auth_module_is_ours else [AUTH_MODULE]) + ([] if "fisoko.web.plugin" in sys.modules else [PLUGINS])


def refusal(flags: list[str]) -> str:
    """The sentence for the operator's terminal."""
    return "fisoko does not run without: " + " ".join(flags) + "\nStart it with `fisoko serve`, which adds them."


def demand() -> None:
    """For app.py: raises SystemExit unless our plug-in is there (which has judged the rest by itself)."""
    if "fisoko.web.plugin" not in sys.modules:
        raise SystemExit(refusal([AUTH_MODULE, PLUGINS]))
