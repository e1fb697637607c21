"""The demonstration's files: real documents, tables and texts, small, made when they are needed."""

from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from fisoko.reports.book import Book
from fisoko.reports.sheet import Heading, Sheet
from fisoko.services.filing import NewFile

WIDTH = 170  # pixels of a column


@dataclass(frozen=True)
class Paper:
    """A file to make: by its ending a document, a table or a text of these lines."""

    name: str
    lines: tuple[str, ...]
    organisations_only: bool = False


@dataclass(frozen=True)
class Cupboard:
    """A file store to make."""

    title: str
    papers: tuple[Paper, ...]


INSTRUCTION = (
    "Откройте публикацию и нажмите «Заполнить».",
    "Введите данные или вставьте их из MS Excel: сохранение осуществляется автоматически.",
    "Исправьте ячейки, отмеченные как ошибочные, и нажмите «Сдать отчет».",
)
MATERIALS = Cupboard(
    "Материалы",
    (
        Paper("Инструкция по заполнению формы «Контингент».docx", INSTRUCTION),
        Paper("Порядок проведения ВПР СПО.docx", ("Работы проводятся в сроки, установленные планом-графиком.",)),
        Paper("Бланк для сверки контингента.xlsx", ("Специальность", "Группа", "Обучающихся", "Участников")),
        Paper("Ключи к вариантам.docx", ("Вариант 1: 2, 4, 1, 3.", "Вариант 2: 1, 3, 3, 2."), organisations_only=True),
        Paper("Памятка для кураторов групп.docx", ("Проверьте списки групп до начала работ.",)),
        Paper("Контакты службы поддержки.txt", ("helpfisoko@fioco.ru", "Понедельник – пятница, 9:00–18:00 мск")),
        Paper("Перечень специальностей СПО.xlsx", ("Код", "Специальность", "Квалификация")),
    ),
)
FORMS = Cupboard(
    "Бланки",
    (
        Paper("Согласие на обработку персональных данных.docx", ("Я, …, даю согласие на обработку данных.",)),
        Paper("Протокол проведения.docx", ("Дата, аудитория, организатор, число участников.",)),
    ),
)
PLAN = Cupboard(
    "План-график",
    (
        Paper("План-график ВПР СПО.xlsx", ("Этап", "Начало", "Окончание")),
        Paper("Приказ о проведении ВПР СПО.docx", ("Провести всероссийские проверочные работы в 2026/2027 году.",)),
    ),
)
SLIDES = Cupboard("Материалы вебинара", (Paper("Вопросы и ответы вебинара.docx", INSTRUCTION),))


def made(cupboard: Cupboard) -> list[NewFile]:
    """The files of a store, ready to be filed."""
    return [NewFile(one.name, _content(one), one.organisations_only) for one in cupboard.papers]


def _content(paper: Paper) -> bytes:
    if paper.name.endswith(".docx"):
        return _document(paper.name.removesuffix(".docx"), paper.lines)
    if paper.name.endswith(".xlsx"):
        return _table(paper.lines)
    return "\r\n".join(paper.lines).encode("utf-8-sig")


def _table(headings: tuple[str, ...]) -> bytes:
    file = BytesIO()
    with Book(file) as book:
        Sheet(book, "Лист1", [Heading((one,), WIDTH) for one in headings], 0).finish()
    return file.getvalue()


def _document(title: str, lines: tuple[str, ...]) -> bytes:
    """The least of a file of MS Word."""
    text = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in (title, *lines))
    office = "http://schemas.openxmlformats.org"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{office}/wordprocessingml/2006/main"><w:body>{text}</w:body>'
        "</w:document>",
    }
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + member)
    return file.getvalue()
