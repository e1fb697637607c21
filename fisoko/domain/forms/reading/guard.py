"""Judges an xlsx before any parser sees it, with the standard library only and in little memory."""

import re
import zipfile
from io import BytesIO
from typing import IO
from xml.parsers import expat

from fisoko.domain.forms.reading.problem import Problem, Problems
from fisoko.domain.forms.reading.xml_count import Counts, TooMuch

FILE = 20 * 2**20  # bytes of the file itself
UNPACKED = 100 * 2**20  # bytes of all its members
RATIO = 200  # unpacked to packed
SMALL = 2**20  # below this many unpacked bytes the ratio tells nothing
MEMBERS = 1_000
CHUNK = 2**18
RUN = 2**20  # bytes with no ">" in them: the longest text of Excel is 32,767 signs; expat rescans longer ones

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EXTERNAL = re.compile(rb'Target="(?:file:///)?([^"]{1,300})"')


def judge(data: bytes) -> list[Problem]:
    """What is wrong with this file: an error means no parser may open it, a warning is to be told.

    Never raises; takes at most about 2 s and some MB beside the file itself.
    """
    problems = Problems()
    kind = _foreign(data)
    if kind:
        problems.error(kind)
        return problems.found
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _judge_members(archive, len(data), problems)
            if not problems.fatal:
                _judge_contents(archive, problems)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, zipfile.LargeZipFile):
        problems.error("Файл поврежден или загружен не полностью. Откройте его в Excel, сохраните заново и загрузите.")
    return problems.found


def _foreign(data: bytes) -> str:
    """Why these bytes are not an xlsx at all, or ''."""
    if not data:
        return "Файл пуст. Выберите книгу Excel (.xlsx)."
    if len(data) > FILE:
        return f"Файл больше {FILE >> 20} МБ. Удалите из книги рисунки и лишние листы и сохраните ее заново."
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return (
                "Книга защищена паролем на открытие. Снимите пароль "
                "(Файл → Сведения → Защита книги → Зашифровать с использованием пароля) и сохраните ее заново."
            )
        return "Это книга старого формата (.xls). Откройте ее в Excel и сохраните как «Книга Excel (.xlsx)»."
    if not data.startswith(b"PK"):
        return "Это не книга Excel. Загрузите файл, сохраненный в Excel как «Книга Excel (.xlsx)»."
    return ""


def _judge_members(archive: zipfile.ZipFile, size: int, problems: Problems) -> None:
    members = archive.infolist()
    names = [member.filename for member in members]
    known = set(names)
    unpacked = sum(member.file_size for member in members)
    if len(members) > MEMBERS:
        problems.error(
            f"В файле больше {MEMBERS} частей: это не похоже на форму. Скопируйте листы формы в новую книгу."
        )
    elif len({name.casefold() for name in names}) < len(names):
        problems.error("Внутри файла одна из частей записана дважды. Сохраните книгу в Excel заново и загрузите.")
    elif unpacked > SMALL and unpacked > RATIO * size:
        problems.error(
            f"Книга сжата больше чем в {RATIO} раз: так бывает у поврежденных и вредоносных файлов. "
            "Скопируйте листы формы в новую книгу."
        )
    elif unpacked > UNPACKED:
        problems.error(
            f"Книга после распаковки слишком велика ({unpacked >> 20} МБ; допустимо не более {UNPACKED >> 20} МБ). "
            "Скопируйте листы формы в новую книгу."
        )
    elif any(member.flag_bits & 1 for member in members):
        problems.error("Файл защищен паролем. Снимите пароль и сохраните книгу заново.")
    elif "xl/workbook.bin" in known:
        problems.error("Это двоичная книга (.xlsb). Откройте ее в Excel и сохраните как «Книга Excel (.xlsx)».")
    elif "mimetype" in known:
        problems.error("Это таблица OpenDocument (.ods). Сохраните ее как «Excel 2007–365 (.xlsx)».")
    elif "[Content_Types].xml" not in known or not any(name.startswith("xl/") for name in names):
        problems.error("Это не книга Excel. Загрузите файл, сохраненный в Excel как «Книга Excel (.xlsx)».")
    links = [name for name in names if name.casefold().startswith("xl/externallinks/")]
    if links and not problems.fatal:
        problems.error(
            f"Книга ссылается на другие файлы{_linked(archive, links)}: форма должна содержать все нужное сама. "
            "Разорвите связи (Данные → Изменить связи → Разорвать связь) и сохраните книгу заново."
        )
    if any("vbaproject" in name.casefold() for name in names):
        problems.note("В книге есть макросы: форма прочитана без них.")


def _linked(archive: zipfile.ZipFile, links: list[str]) -> str:
    """The names of up to three linked files, as « («План.xlsx»)»."""
    found: list[str] = []
    for name in links:
        if name.endswith(".rels"):
            with archive.open(name) as member:
                target = EXTERNAL.search(member.read(CHUNK))
            if target:
                file = re.split(r"[\\/]", target[1].decode("utf-8", "replace"))[-1]
                found.append(f"«{file.replace('%20', ' ')}»")
    return f" ({', '.join(found[:3])})" if found else ""


def _judge_contents(archive: zipfile.ZipFile, problems: Problems) -> None:
    counts = Counts()
    try:
        for member in archive.infolist():
            with archive.open(member) as stream:
                _judge_part(member.filename, stream, counts)
    except TooMuch as reason:
        problems.error(str(reason))
    except expat.ExpatError:
        problems.error("Внутреннее содержимое книги повреждено. Сохраните ее в Excel заново и загрузите.")


def _judge_part(name: str, stream: IO[bytes], counts: Counts) -> None:
    head = stream.read(CHUNK)
    declared = name.casefold().endswith((".xml", ".rels"))
    # a parser follows relations to any name, so whatever could be XML is judged as XML, pictures are not
    if not declared and head[:1] not in (b"<", b" ", b"\t", b"\r", b"\n", b"\xef", b"\xff", b"\xfe", b"\0"):
        while stream.read(CHUNK):
            pass  # reads the checksum through
        return
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4]:
        if declared or b"<" in head[:8]:
            raise TooMuch("Книга записана в непривычной кодировке. Сохраните ее в Excel заново и загрузите.")
        return
    parser = counts.parser()
    run = 0
    chunk = head
    try:
        while chunk:
            end = chunk.rfind(b">")
            run = run + len(chunk) if end < 0 else len(chunk) - end - 1
            if run > RUN:
                raise TooMuch("В книге есть текст длиннее 32 767 знаков. Сократите его и сохраните книгу заново.")
            counts.angles(chunk.count(b"<"))
            parser.Parse(chunk)
            chunk = stream.read(CHUNK)
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError:
        if declared:  # old drawings (.vml) are often untidy, and nobody reads them
            raise
