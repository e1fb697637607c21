"""Files over HTTP: whole, in parts, broken off and taken up again, in archives; and what counts as taken."""

import hashlib
import http.client
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest

from fisoko.domain.person import OPERATOR
from fisoko.services.filing import NewFile
from fisoko.settings import Settings
from fisoko.wiring import build
from tests.browser.site import Site
from tests.web.client import Answer, Client
from tests.web.conftest import SignedIn, copy_of

BIG = 12_000_000
NAMES = {
    "big": "Большой файл.bin",
    "quoted": '«Ответы» "1 курс"; 100% 🎓.pdf',
    "long": "Очень длинное название " * 12 + ".docx",
    "path": "../../../etc/Приказ.txt",
    "empty": "пусто.txt",
    "narrow": "Только для ОО.txt",
    "gone": "Пропавший.txt",
}
LOST = "Потерянное"


def content(name: str) -> bytes:
    """What a file of this name holds."""
    if name == "big":
        return bytes(range(251)) * (BIG // 251 + 1)
    return {"quoted": b"%PDF-1.4 x", "long": b"PK\x03\x04 x", "empty": b""}.get(name, name.encode() * 100)


@pytest.fixture(scope="module")
def home(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with two publications more: odd files, and one whose content has gone from the disk."""
    made = copy_of(filled, tmp_path_factory.mktemp("files"))
    application = build(Settings(home=made).checked())
    try:
        odd = application.publishing.create(OPERATOR, title="Странные файлы", html="<p>.</p>")
        files = [NewFile(NAMES[name], content(name), name == "narrow") for name in NAMES if name != "gone"]
        application.filing.add_store(OPERATOR, odd, "Странное / разное", files)
        application.filing.add_store(OPERATOR, odd, LOST, [NewFile(NAMES["gone"], content("gone"))])
    finally:
        application.close()
    (
        made / "blobs" / hashlib.sha256(content("gone")).hexdigest()[:2] / hashlib.sha256(content("gone")).hexdigest()
    ).unlink()
    return made


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[Site]:
    made = Site(home)
    made.start()
    yield made
    made.kill()


@pytest.fixture
def school(signed_in: SignedIn) -> Client:
    return signed_in("spo240065")


@pytest.fixture
def coordinator(signed_in: SignedIn) -> Client:
    return signed_in("spo_coord_24")


def stores(client: Client) -> list[dict]:
    publications = client.get("/api/v1/cabinet").json()["publications"]
    return next(one["stores"] for one in publications if one["title"] == "Странные файлы")


def listed(client: Client, store: int = 0) -> dict[str, dict]:
    """name → the file's row."""
    number = stores(client)[store]["id"]
    return {one["name"]: one for one in client.get(f"/api/v1/stores/{number}/files").json()["files"]}


def row(client: Client, name: str) -> dict:
    rows = listed(client)
    return next(one for shown, one in rows.items() if shown[:12] == NAMES[name].rpartition("/")[2][:12])


def soon(client: Client, name: str, before: str | None) -> str:
    """The time of the download, which differs from `before`."""
    for _ in range(100):
        taken = row(client, name)["downloaded_at"]
        if taken != before:
            return taken
        time.sleep(0.05)
    raise AssertionError("it was not counted")


def broken_off(client: Client, path: str, most: int, **headers: str) -> None:
    """Reads so many bytes of the answer, slowly and with little memory, and breaks off."""
    parts = urlsplit(client.url)
    cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    lines = "".join(
        f"{name}: {value}\r\n" for name, value in {"Host": "localhost", "Cookie": cookie, **headers}.items()
    )
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect((parts.hostname or "", parts.port or 80))
        line.sendall(f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode())
        got = 0
        while got < most:
            got += len(line.recv(min(65536, most - got)))


# ---- names and contents
@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("gone", "long")])
def test_a_file_comes_as_it_was_filed_under_its_own_name(school: Client, name: str) -> None:
    answer = school.get(row(school, name)["href"])
    assert (answer.status, answer.body) == (200, content(name))
    assert answer.headers["content-length"] == str(len(content(name)))
    assert answer.headers["etag"] == f'"{hashlib.sha256(content(name)).hexdigest()}"'
    assert answer.headers["cache-control"] == "no-store"
    named = re.search(r"filename\*=UTF-8''(\S+)", answer.headers["content-disposition"])
    assert named
    assert unquote(named[1]) == NAMES[name].rpartition("/")[2]


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl")
def test_curl_names_the_file_as_well(school: Client, tmp_path: Path) -> None:
    cookie = f"fsid={school.cookies['fsid']}"
    for name in ("quoted", "long", "path"):
        words = ["curl", "-sSfOJ", "-H", f"Cookie: {cookie}", school.url + row(school, name)["href"]]
        subprocess.run(words, cwd=tmp_path, check=True, timeout=30)
    found = {path.name for path in tmp_path.iterdir()}
    assert {"«Ответы» _1 курс__ 100_ 🎓.pdf", "Приказ.txt"} < {name.replace(";", "_") for name in found}
    assert sum(name.startswith("Очень длинное") and name.endswith(".docx") for name in found) == 1


def test_head_tells_the_length_and_counts_nothing(school: Client) -> None:
    before = row(school, "big")
    answer = school.ask("HEAD", before["href"])
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) == len(content("big"))
    time.sleep(0.3)
    assert row(school, "big")["downloaded_at"] == before["downloaded_at"]


# ---- what counts
def test_a_download_counts_once_its_last_byte_has_arrived(school: Client) -> None:
    before = row(school, "path")["downloaded_at"]
    school.get(row(school, "path")["href"])
    assert soon(school, "path", before)


@pytest.mark.parametrize("share", [0.5, 0.99])
def test_a_download_that_breaks_off_does_not_count(school: Client, share: float) -> None:
    file = row(school, "big")
    broken_off(school, file["href"], int(BIG * share))
    time.sleep(0.7)
    assert row(school, "big")["downloaded_at"] == file["downloaded_at"]


def test_a_download_taken_up_again_counts_when_nothing_is_missing(signed_in: SignedIn) -> None:
    client, other = signed_in("spo240067"), signed_in("spo240069")
    file, size = row(client, "big"), len(content("big"))
    broken_off(client, file["href"], 7_000_000)
    mark = f'"{hashlib.sha256(content("big")).hexdigest()}"'
    headers = {"Range": "bytes=6500000-", "If_Range": mark}
    assert other.get(file["href"], **headers).status == 206
    rest = client.get(file["href"], **headers)
    assert (rest.status, rest.body) == (206, content("big")[6_500_000:])
    assert rest.headers["content-range"] == f"bytes 6500000-{size - 1}/{size}"
    assert soon(client, "big", None)
    assert row(other, "big")["downloaded_at"] is None


def test_whoever_goes_on_with_another_content_gets_all_of_this_one(school: Client) -> None:
    answer = school.get(row(school, "path")["href"], Range="bytes=5-", If_Range='"another"')
    assert (answer.status, answer.body) == (200, content("path"))
    beyond = school.get(row(school, "path")["href"], Range="bytes=5000-")
    assert (beyond.status, beyond.headers["content-range"]) == (416, f"bytes */{len(content('path'))}")


def test_open_pages_of_the_account_are_told(school: Client) -> None:
    parts = urlsplit(school.url)
    line = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=20)
    line.request("GET", "/events", headers={"Cookie": f"fsid={school.cookies['fsid']}"})
    stream = line.getresponse()
    told = [stream.readline() for _ in range(7)]
    assert told[0].startswith(b"retry")
    assert [told[1], told[4]] == [b"event: begun\n", b"event: marks\n"]
    school.get(row(school, "path")["href"])
    told = [stream.readline() for _ in range(3)]
    line.close()
    assert told[:2] == [b"event: files\n", f'data: {{"store": {stores(school)[0]["id"]}}}\n'.encode()]


# ---- archives
def archive(client: Client, **headers: str) -> Answer:
    return client.get(stores(client)[0]["archive_href"], **headers)


def test_the_archive_holds_everything_and_counts_for_everything(signed_in: SignedIn) -> None:
    client = signed_in("spo240071")
    answer = archive(client)
    assert answer.status == 200
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert unquote(answer.headers["content-disposition"].partition("''")[2]) == "Странное _ разное.zip"
    with ZipFile(BytesIO(answer.body)) as made:
        assert made.testzip() is None
        assert [made.read(name) for name in made.namelist()] == [content(name) for name in NAMES if name != "gone"]
        assert made.namelist()[1] == "«Ответы» _1 курс_; 100% 🎓.pdf"
    assert soon(client, "big", None)
    assert all(one["downloaded_at"] for one in listed(client).values())


def test_an_archive_goes_on_where_it_stopped(signed_in: SignedIn) -> None:
    client = signed_in("sch050016")
    whole = client.ask("HEAD", stores(client)[0]["archive_href"])
    size, mark = int(whole.headers["content-length"]), whole.headers["etag"]
    broken_off(client, stores(client)[0]["archive_href"], size - 100)
    time.sleep(0.7)
    assert row(client, "narrow")["downloaded_at"] is None or row(client, "big")["downloaded_at"]
    rest = archive(client, Range=f"bytes={size - 2000}-", If_Range=mark)
    assert (rest.status, len(rest.body)) == (206, 2000)
    assert soon(client, "narrow", None)
    assert all(one["downloaded_at"] for one in listed(client).values())


# ---- who may
def test_a_coordinator_gets_no_file_for_organisations(school: Client, coordinator: Client) -> None:
    narrow = row(school, "narrow")
    assert row(coordinator, "narrow")["href"] is None
    answer = coordinator.get(narrow["href"])
    assert (answer.status, b"narrow" in answer.body) == (403, False)
    with ZipFile(BytesIO(archive(coordinator).body)) as made:
        assert NAMES["narrow"] not in made.namelist()
    assert coordinator.get("/files/999999").status == 404
    assert coordinator.get("/stores/999999.zip").status == 404


def test_files_want_a_sign_in(site: Site) -> None:
    for path in ("/files/1", "/stores/1.zip", "/api/v1/stores/1/files"):
        assert Client(site.url).get(path).status == 401


def test_a_content_gone_from_the_disk_has_a_page_that_says_so(site: Site, school: Client) -> None:
    lost = stores(school)[1]
    for path in (lost["files"][0]["href"], lost["archive_href"]):
        answer = school.get(path, Accept="text/html")
        assert answer.status == 500
        assert "Файл «Пропавший.txt» опубликован" in answer.text
        assert "helpfisoko@fioco.ru" in answer.text
        assert "attachment" not in answer.headers.get("content-disposition", "")
    assert "Пропавший.txt" in site.log()


def test_odd_questions_about_a_store_have_answers(school: Client) -> None:
    number = stores(school)[0]["id"]
    for query in ("page=0", "page=-1", "page=x", "page=99999999999", "q=%00", "q=" + "a" * 5000):
        assert school.get(f"/api/v1/stores/{number}/files?{query}").status == 200, query
