"""The Russian words of reports: headings, the sheet about the file, names of files."""

LOGIN = "Логин"
ORGANISATION = "Организация"
REGION = "Регион"
SUBMITTED = "Дата подачи (мск)"

ABOUT_SHEET = "О файле"
WHAT = "Сведения"
MEANING = "Значение"
COLLECTION = "Сбор данных"
FORM = "Форма"
FORM_KEY = "Ключ формы"
FORM_VERSION = "Версия формы"
AS_OF = "Данные на момент (мск)"
AS_OF_NUMBER = "Номер записи журнала"
FILTER = "Отбор"
ASKED_BY = "Запросил"
REPORT_NUMBER = "Номер отчета"
ORGANISATIONS = "Организаций, сдавших отчет"
ROWS = "Строк на листе «{sheet}»"
CONTROL_SUM = "Контрольная сумма (SHA-256)"
CONTENT = "Состав"
ONLY_SUBMITTED = "Только сданные отчеты; черновики в файл не входят."
WRONG = "Ячейки на розовом фоне не подходят под тип своего столбца и приведены так, как введены."

RESULTS_FILE = "Результаты. {title} ({scope}).xlsx"

STORE = "Хранилище файлов"
FILE = "Файл"
VERSION = "Версия"
FIRST = "Первое скачивание (мск)"
LAST = "Последнее скачивание (мск)"
TIMES = "Раз"
DOWNLOADS_SHEET = "Скачивания"
BY_FILE = "По файлам"
BY_REGION = "По регионам"
BY_ORGANISATION = "По организациям"
TAKEN_BY = "Скачали организаций"
OF_ORGANISATIONS = "Всего организаций"
SHARE = "Доля"
TAKEN_ALL = "Скачали все файлы"
TAKEN_SOME = "Скачали часть"
TAKEN_NOTHING = "Не скачали ничего"
TAKEN_FILES = "Скачано файлов"
OF_FILES = "Всего файлов"
EVERY_PAIR = "Строка на каждую организацию и каждый файл; «Версия» – новейшая из скачанных."
NOT_TAKEN = "Пустые ячейки: файл не скачан."
FILES = "Файлов в хранилище"
MEANT_FOR = "Организаций, которым доступны файлы"
TAKEN_NONE = "Из них не скачали ни одного файла"
REGIONS_ON = "Регионы на листе «{sheet}»"

DOWNLOADS_FILE = "Скачивания. {title} ({scope}).xlsx"

# The template of a form
CREATOR = "ФИС ОКО"
NOT_TAKEN = "Такое значение форма не примет. Посмотрите подсказку к ячейке или выберите значение из списка."

# What was submitted, as a workbook
SUBMITTED_FILE = "{collection} – {login} – отчет № {number}.xlsx"
RECEIPT_SHEET = "Квитанция"
RECEIPT_FACTS = (
    "Номер отчета",
    "Дата и время сдачи (мск)",
    "Сбор данных",
    "Организация",
    "Логин",
    "Регион",
    "Контрольный код",
    "Контрольная сумма (SHA-256)",
)
RECEIPT_EXPLANATION = "Пояснение к «{sheet}», {address}: {text}"
