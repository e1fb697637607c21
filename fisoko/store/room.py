"""Room on the disk: how much must stay free, and when the engine's own log may be folded into its file."""

import os
import time

from fisoko.store.engine import Engine, EngineLost

MB = 1024 * 1024
RESERVE = 256 * MB  # free space that stays: a checkpoint needs it, and so does whoever cleans up
CHECKPOINT_FROM, CHECKPOINT_AT_ONCE = 16 * MB, 64 * MB  # in a quiet moment; whatever happens
REFUSED_SECONDS = 10.0


class Room:
    """Asked by the writer before each transaction and after it."""

    def __init__(self, engine: Engine, reserve: int = RESERVE) -> None:
        self._engine, self._reserve = engine, reserve
        self._not_before = 0.0

    def free(self) -> int | None:
        """Bytes free where the base grows; None where its disk is not ours to ask."""
        folder = self._engine.folder()
        if folder is None:
            return None
        try:
            state = os.statvfs(folder)
        except OSError:
            return 0
        return state.f_bavail * state.f_frsize

    def enough(self) -> bool:
        """Whether something may be written."""
        free = self.free()
        return free is None or free > self._reserve

    def checkpoint(self, *, quiet: bool) -> None:
        """Fold the log into the file once it is worth it; never when the disk could fill on the way.

        Raises EngineLost when the base did not survive it; what was committed is safe in the log.
        """
        size = self._engine.log_size()
        if size < CHECKPOINT_FROM or (size < CHECKPOINT_AT_ONCE and not quiet):
            return
        free = self.free()
        if time.monotonic() < self._not_before or (free is not None and free < 2 * size + self._reserve):
            return
        try:
            self._engine.checkpoint()
        except EngineLost:
            raise
        except Exception:  # refused beside another transaction: the log grows a little more
            self._not_before = time.monotonic() + REFUSED_SECONDS
