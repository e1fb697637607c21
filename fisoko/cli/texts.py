"""The Russian words of the commands: help, messages, errors."""

# Words of the help itself
USAGE = "Использование: "
OPTIONS = "Параметры"
COMMANDS = "Команды"
COMMAND = "КОМАНДА"
SHOW_HELP = "Показать эту справку и выйти."
SHOW_VERSION = "Показать версию и выйти."
REQUIRED = "обязательно"

# Errors of the command line
ERROR = "Ошибка: {text}"
SEE_HELP = "Справка: {command} --help"
NO_SUCH_OPTION = "нет параметра «{name}».{hint}"
NO_SUCH_COMMAND = "нет команды «{name}».{hint}"
PERHAPS = " Возможно, Вы имели в виду «{name}»."
MISSING_ARGUMENT = "не указано: {name}."
MISSING_COMMAND = "не указана команда."
EXTRA_ARGUMENT = "лишнее в командной строке: {name}."
NEEDS_VALUE = "параметру «{name}» нужно значение."
TAKES_NO_VALUE = "параметру «{name}» значение не нужно."
BAD_VALUE = "значение «{value}» не подходит для {name}: {reason}"
NEED_NUMBER = "нужно целое число{range}."
NEED_ONE_OF = "нужно одно из: {choices}."
NEED_FILE = "такого файла нет или он не читается."
NEED_NO_FOLDER = "нужен файл, а это папка."
NEED_READABLE_FOLDER = "такой папки нет или она не читается."
NEED_ID = "нужен номер, целое число больше нуля."
NEED_FOLDER = "нужна папка, а это файл."
BAD_LINE = "командная строка составлена неверно."

# Errors of settings
WRONG_SETTING = "настройка {variable}: значение «{value}» не подходит. Нужно: {expected}."
EXPECTED = {
    "number": "целое число",
    "port": "номер порта от 1 до 65535",
    "count": "число от 1 до 64",
    "yes_or_no": "1 или 0",
    "database": "адрес вида duckdb:///путь/к/файлу или postgresql://пользователь@сервер/база",
    "address": "адрес вида https://cabinet.example",
}

# Errors of the surroundings
INTERRUPTED = "Прервано."
UNEXPECTED = "непредвиденная ошибка ({what}). Повторите команду с --debug перед ее именем, чтобы увидеть подробности."
NO_FILE = "файла «{name}» нет. Проверьте его имя и папку."
NO_FOLDER = "папки «{name}» нет. Создайте ее или укажите другую."
NOT_UTF8 = "файл {name} не в кодировке UTF-8. Сохраните его в UTF-8 (в Блокноте: «Сохранить как», «Кодировка»)."
NO_ACCESS = "нет прав на «{name}». Запустите команду от имени владельца или измените права."
NO_SPACE = "на диске закончилось место. Освободите его и повторите команду."
NOT_A_FOLDER = "«{name}» – не папка. Укажите папку."
IS_A_FOLDER = "«{name}» – папка. Укажите файл."
OTHER_TROUBLE = "не удалось обратиться к «{name}» (ошибка системы: {why}). Проверьте имя и диск и повторите команду."
NO_BASE = "в папке {home} нет базы. Укажите ее параметром --home или создайте: fisoko demo --home {home}."
BASE_TAKEN = (
    "базу {file} держит другой процесс, и он не отвечает на команды. Подождите, пока он закончит, или остановите его."
)
NO_BASE_FILE = "файла базы {file} нет. Проверьте --database или FISOKO_DATABASE."
NOT_A_BASE = "файл {file} – не база fisoko. Проверьте --home и --database."
NO_ANSWER = "сервер на папке {home} перестал отвечать. Повторите команду позже."
DATABASE_AWAY = "база данных не отвечает. Проверьте FISOKO_DATABASE и что сервер базы запущен."

# Options that many commands have
HOME = "Папка базы."
DATABASE = "Адрес базы: duckdb:///… или postgresql://… (обычно файл в папке базы)."
DEBUG = "При ошибке показать подробности для разработчика."

# What each command does, in one line
MAIN = "Личный кабинет сбора данных: сервер и команды для его оператора."
DEMO = "Создать демонстрационную базу."
SERVE = "Запустить сервер."
ACCOUNTS = "Учетные записи: загрузить, заблокировать, сменить пароль."
PUBLICATIONS = "Публикации и сборы данных: создать, изменить, снять."
COLLECTIONS = "Сборы данных: изменить сроки."
FORMS = "Формы: проверить книгу Excel."
EXPORT = "Выгрузить сданные отчеты сбора: xlsx, CSV, Parquet."
DASHBOARD = "Сохранить ход сбора одним файлом HTML."

# demo
DEMO_HELP = (
    "Создать демонстрационную базу: организации, публикации, сборы данных, черновики и сданные отчеты. "
    "Логины и пароли записываются в файл demo-accounts.csv этой папки."
)
DEMO_SCALE = (
    "Размер: small – 162 организации в трех регионах, в каждом из состояний (обычно так); country – 45 000 организаций "
    "в 89 регионах, с --password, несколько минут."
)
DEMO_NEEDS_PASSWORD = "для --scale country нужен --password: один пароль на все 45 000 учетных записей."  # noqa: S105
DEMO_PASSWORD = "Один пароль на все учетные записи (иначе у каждой свой)."  # noqa: S105 - a sentence
DEMO_EXISTS = "в папке {home} уже есть база. Укажите другую папку или удалите эту."
DEMO_STEPS = {
    "accounts": "Учетные записи",
    "answers": "Отчеты организаций",
    "facts": "Итоги и проверка",
    "copy": "Аналитическая копия",
}
DEMO_READY = "База готова: организаций {organisations}, публикаций {publications}, сдано отчетов {submissions}."
DEMO_ACCOUNTS = "Логины и пароли: {file}"
DEMO_ACCOUNTS_HEADINGS = ("Логин", "Пароль", "Роль", "Регион", "Название")
DEMO_NEXT = "Запустить сервер: fisoko serve --home {home}"

# serve
SERVE_HELP = "Запустить сервер (panel serve app.py с безопасными параметрами). Остановить: Ctrl+C."
SERVE_PORT = "Порт."
SERVE_ADDRESS = "Адрес, на котором сервер слушает; 0.0.0.0 – на всех адресах машины."
SERVE_TAKEN = "порт {port} занят другой программой. Укажите другой: fisoko serve --port {other}."
SERVE_PRIVATE = "порт {port} доступен только администратору. Укажите порт от 1024: fisoko serve --port 5006."
SERVE_NO_ADDRESS = "у этой машины нет адреса {address}. Укажите другой: --address 127.0.0.1 или --address 0.0.0.0."
SERVE_RUNNING = "сервер на папке {home} уже работает. Остановите его (Ctrl+C) или укажите другую папку: --home."
SERVE_NO_APP = "файл {file} не найден: программа установлена не полностью. Установите ее заново."
SERVE_READY = "Личный кабинет: {url}"
SERVE_ACCOUNTS = "Логины и пароли: {file}"

# accounts
ACCOUNTS_IMPORT = "Загрузить учетные записи из книги Excel (столбцы: Логин, Роль, Регион, Организация, Название)."
ACCOUNTS_IMPORT_OUT = "Куда записать новые пароли (csv); без этого параметра они печатаются."
ACCOUNTS_ISSUED = "Создано учетных записей: {count}."
ACCOUNTS_PROBLEMS = "Не загружено ничего, исправьте в книге:"
ACCOUNTS_NOTES = "Обратите внимание:"
ACCOUNTS_PASSWORDS_IN = "Пароли: {file}"
ACCOUNTS_RESET = "Выдать новый пароль."
ACCOUNTS_NEW_PASSWORD = "Новый пароль {login}: {password}"  # noqa: S105
ACCOUNTS_BLOCK = "Заблокировать учетную запись: ее сеансы завершаются сразу."
ACCOUNTS_UNBLOCK = "Снять блокировку."
ACCOUNTS_BLOCKED = "Учетная запись {login} заблокирована."
ACCOUNTS_UNBLOCKED = "Учетная запись {login} разблокирована."
ACCOUNTS_TOKEN = """Создать личный токен учетной записи: с ним программа читает то же, что видит ее владелец.

Токен показывается один раз. Его прекращают срок, отзыв, новый пароль и блокировка учетной записи."""  # noqa: S105 - a sentence
ACCOUNTS_REVOKE_TOKEN = "Отозвать токены учетной записи с этим названием."  # noqa: S105 - a sentence
TOKENS_REVOKED = "Отозвано токенов «{name}» учетной записи {login}: {count}."
TOKEN_NAME = "Название, по которому токен узнают в списке."  # noqa: S105 - a sentence
TOKEN_DAYS = "Срок действия в днях: 90, если не указан, и не больше 365."  # noqa: S105 - a sentence
TOKEN_MADE = "Токен «{name}» для {login} действует до {until} мск. Больше он показан не будет:"  # noqa: S105
ACCOUNTS_LIST = "Показать учетные записи."
ACCOUNTS_REGION = "Только этот регион (код, например 24)."
ACCOUNTS_FIND = "Только те, где логин или название содержат это."
ACCOUNTS_HEADINGS = ("Логин", "Роль", "Регион", "Название", "Состояние")
ACCOUNTS_ACTIVE = "действует"
ACCOUNTS_IS_BLOCKED = "заблокирована"
ACCOUNTS_COUNT = "Всего: {count}"
LOGIN = "ЛОГИН"
FILE = "ФАЙЛ.xlsx"

# publications
PUBLICATIONS_CREATE = "Создать публикацию, при желании со сбором данных."
PUBLICATIONS_EDIT = "Изменить публикацию: указанное меняется, остальное остается."
PUBLICATIONS_WITHDRAW = "Снять публикацию: она исчезает из личных кабинетов."
PUBLICATIONS_LIST = "Показать публикации и их сборы данных."
PUBLICATION_TITLE = "Заголовок."
PUBLICATION_TEXT = "Файл с текстом (HTML), - читает со стандартного ввода."
PUBLICATION_AT = "Когда опубликовать, время московское: «28.11.2026 18:00» (обычно сейчас)."
PUBLICATION_ACKNOWLEDGE = "Просить организации отметить, что они ознакомлены (--no-acknowledge: не просить)."
PUBLICATION_ROLE = "Только для этой роли: organiser или coordinator (можно несколько раз)."
PUBLICATION_KIND = "Только для школ (sch) или организаций СПО (spo)."
PUBLICATION_REGION = "Только для этого региона (можно несколько раз)."
COLLECTION_FORM = "Книга Excel с формой сбора данных."
COLLECTION_TITLE = "Название сбора (обычно название формы)."
COLLECTION_OPENS = "Начало сбора, время московское (обычно сейчас)."
COLLECTION_CLOSES = "Последний момент сбора, время московское: «28.11.2026 18:00»."
COLLECTION_PARTICIPANTS = (
    "Участники: all – все организации, region:24 – только регион, kind:spo или kind:sch – только вид, "
    "либо файл с логинами (можно несколько раз, условия сужают выбор)."
)
NEEDS_CLOSES = "для сбора данных укажите --closes, последний момент сбора."
NEEDS_FORM = "параметры сбора данных действуют вместе с --form, книгой формы."
NOTHING_TO_EDIT = "укажите, что изменить: --title, --text, --at, --acknowledge или --form."
RENEWED_FORM = "Книга Excel с новой версией формы: введенное останется в тех же столбцах и строках."
RENEWED_COLLECTION = "У какого сбора меняется форма (если в публикации их несколько)."
RENEWED_CONFIRM = "Изменить форму, даже если соответствие угадано или для введенного нет места."
RENEWED_LINE = "  {line}"
RENEWED_SAME = "Форма та же самая: менять нечего."
RENEWED = "Форма заменена версией {version}. Открытые страницы попросят обновить форму."
RENEWED_UNSURE = "Форма не изменена: проверьте перечисленное. Если всё верно, повторите команду с ключом --confirm."
NO_TITLE = "заголовок пуст."
BAD_PARTICIPANTS = "участники «{value}»: нужно all, region:КОД, kind:sch, kind:spo или файл с логинами."
PUBLICATION_CREATED = "Публикация {id} создана."
PUBLICATION_EDITED = "Публикация {id} изменена."
PUBLICATION_WITHDRAWN = "Публикация {id} снята."
PUBLICATIONS_HEADINGS = ("№", "Опубликована (мск)", "Заголовок", "Сбор №", "Сбор данных", "До (мск)")
PUBLICATIONS_PUBLISH = """Опубликовать папку или изменить то, что опубликовано из нее раньше.

В папке: описание publication.toml, текст text.md или text.html, файлы в папке files."""
PUBLISH_DRY_RUN = "Только показать, что изменится; ничего не записывать."
FOLDER = "ПАПКА"
FOLDER_PROBLEMS = "Не опубликовано ничего, исправьте в папке:"
FOLDER_NOTES = "Обратите внимание:"
FOLDER_NEW = "Новая публикация «{title}»"
FOLDER_OLD = "Публикация {id} «{title}»"
FOLDER_SAME = "Публикация {id} «{title}»: изменений нет."
FOLDER_TOLD = "Увидят: {counts}."
FOLDER_ROLES = {"organiser": "организаций {count}", "coordinator": "координаторов {count}"}
FOLDER_DRY = "Это проверка: ничего не записано."
FOLDER_READING = "Чтение файлов"
FOLDER_SENDING = "Передача файлов"
NOT_A_PUBLICATION = (
    "в папке {folder} нет файла publication.toml. Укажите папку публикации или создайте этот файл: "
    'первая строка – title = "Заголовок публикации".'
)
NO_PUBLICATION = "публикации {number} нет. Номера публикаций: fisoko publications list."
NO_COLLECTION = "сбора данных {number} нет. Номера сборов: fisoko publications list."
PUBLICATIONS_NONE = "Публикаций нет."
IS_WITHDRAWN = "(снята) {title}"
NUMBER = "НОМЕР"

# collections
COLLECTIONS_TERM = (
    "Изменить начало или конец сбора для всех, у кого нет своего срока. Организации и координаторы их регионов "
    "получают уведомление «Срок сбора изменен». Номер сбора: fisoko publications list."
)
TERM_OPENS = "Новое начало сбора, время московское: «28.11.2026 10:00» (если не указано, остается прежним)."
TERM_CLOSES = "Новый последний момент сбора, время московское: «16.12.2026 18:00» (если не указан, остается прежним)."
TERM_CONFIRM = "Принять и срок, который уже прошел: данные перестанут приниматься сразу."
NEEDS_TERM = "не указано, что изменить. Добавьте --opens, --closes или оба."
TERM_CHANGED = "Сроки сбора {number} изменены. Уведомлений отправлено: {count}."
COLLECTIONS_EXTEND = (
    "Назначить участникам свой срок сдачи, например продлить его. Организации получают уведомление. "
    "Номер сбора: fisoko publications list."
)
EXTEND_CLOSES = "Последний момент сдачи для этих участников, время московское: «18.12.2026 18:00»."
EXTEND_PARTICIPANTS = (
    "Кому: region:24 – регион, kind:spo или kind:sch – вид, либо файл с логинами; all – всем участникам "
    "(можно несколько раз, условия сужают выбор)."
)
EXTEND_REASON = "Причина: остается в журнале."
NO_REASON = "причина пуста. Укажите ее: --reason «карантин»."
EXTENDED = "Сбор {number}: свой срок, до {closes} мск, назначен. Организаций: {count}."

# forms
FORMS_CHECK = "Проверить книгу формы: все замечания сразу, с листом и ячейкой."
FORM_GOOD = "Форма «{title}» (ключ {key}) прочитана: листов {sheets}, столбцов {columns}, строк {rows}, правил {rules}."
FORM_ERRORS = "Ошибок: {count}. Исправьте их в Excel и проверьте книгу снова."
FORM_NOTE = "Замечание. {text}"
FORM_ERROR = "Ошибка. {text}"
FORM_FILE = "ФОРМА.xlsx"

# one region or all
REGION_OR_ALL = "--region и --all вместе не имеют смысла: укажите что-то одно."

# export
EXPORT_HELP = (
    "Выгрузить сданные отчеты сбора (не черновики) в книгу Excel, в CSV или в Parquet. "
    "Номер сбора: fisoko publications list."
)
EXPORT_COLLECTION = "Номер сбора данных."
EXPORT_FORMAT = "xlsx – книга Excel (обычно), csv и parquet – архив zip с файлом на каждый лист."
EXPORT_AS_OF = "На какой момент, по Москве: «2026-09-07 18:00» или «07.09.2026 18:00» (обычно сейчас)."
EXPORT_REGION = "Только этот регион (код, например 24)."
EXPORT_ALL = "Все регионы (обычно так)."
EXPORT_OUT = "Куда записать: файл .xlsx или .zip, или папка (обычно текущая)."
EXPORT_NOT_XLSX = "{file}: книга Excel должна называться .xlsx. Укажите другое имя, папку или другой --format."
EXPORT_NOT_ZIP = "{file}: выгрузка {form} – архив с файлом на каждый лист. Укажите имя с .zip или папку."
EXPORT_BUILDING = "Выгрузка"
EXPORT_FORCE = "Заменить файл, если он есть."
EXPORT_EXISTS = "файл {file} уже есть. Укажите другой или добавьте --force."
EXPORT_READY = "Отчет готов: {file}"
EXPORT_FAILED = "отчет сформировать не удалось. Повторите команду."

# dashboard
DASHBOARD_HELP = (
    "Сохранить дашборд сбора: один файл HTML с графиками и списком, который открывается в браузере без сети. "
    "Номер сбора: fisoko publications list."
)
DASHBOARD_COLLECTION = "Номер сбора данных."
DASHBOARD_REGION = "Только этот регион (код, например 24). Без него – все регионы вместе."
DASHBOARD_ALL = "По файлу на каждый регион и их список index.html."
DASHBOARD_OUT = "Куда записать: файл .html, а с --all – папка."
DASHBOARD_AS_OF = "На какой момент, по Москве: «28.11.2026 18:00» (обычно сейчас)."
DASHBOARD_NEEDS_FILE = "{file} – папка. Укажите файл .html или добавьте --all."
DASHBOARD_READY = "Дашборд готов: {file}"
DASHBOARD_WRITING = "Дашборды"
DASHBOARD_TAKEN = "в папке {folder} уже есть файл {file}. Укажите другую папку или добавьте --force."
DASHBOARD_ALL_READY = "Дашборды готовы, регионов: {count}. Откройте {file}"
DASHBOARD_FAILED = "дашборды записаны в {folder}, регионов: {done}. Не созданы:\n{told}"

# analysis
ANALYSIS = "Аналитическая копия сданных отчетов."
ANALYSIS_REBUILD = (
    "Построить аналитическую копию заново по сданным отчетам. Сервер при этом работает: правки сохраняются, "
    "страницы отвечают по прежней копии."
)
ANALYSIS_REBUILDING = "Сданные отчеты"
ANALYSIS_REBUILT = "Аналитическая копия построена заново, сданных отчетов: {count}."
ANALYSIS_FAILED = "построить копию не удалось, действует прежняя. Причина – в журнале сервера; повторите команду."
