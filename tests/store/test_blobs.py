"""Contents are kept by their SHA-256, once, whole, and found by nothing else."""

from hashlib import sha256
from io import BytesIO

import pytest

from fisoko.domain.error import DiskFull, NotFound
from fisoko.store.blobs import Blobs


def test_a_content_is_kept_once_and_found_by_its_sum(tmp_path) -> None:
    blobs = Blobs(tmp_path / "blobs")
    content = b"x" * 3_000_000
    name = blobs.put(content)
    assert name == sha256(content).hexdigest() == blobs.put(BytesIO(content))
    with blobs.open(name) as file:
        assert file.read() == content
    assert [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()] == [blobs.path(name)]
    blobs.remove(name)
    blobs.remove(name)
    with pytest.raises(NotFound):
        blobs.path(name)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0" * 63, "A" * 64, "0" * 64, "0" * 64 + "\n"])
def test_what_is_no_sum_of_a_content_is_not_found(tmp_path, name) -> None:
    with pytest.raises(NotFound):
        Blobs(tmp_path).path(name)


def test_a_content_that_breaks_off_leaves_nothing(tmp_path) -> None:
    class Broken(BytesIO):
        def read(self, *_) -> bytes:
            raise OSError("gone")

    with pytest.raises(DiskFull):
        Blobs(tmp_path).put(Broken())
    assert [*tmp_path.iterdir()] == []
