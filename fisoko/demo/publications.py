"""The demonstration's publications: texts, for whom, and which form they collect."""

from dataclasses import dataclass

from fisoko.demo.files import FORMS, MATERIALS, PLAN, SLIDES, Cupboard
from fisoko.domain.publication import Audience

EVERYBODY = Audience()


@dataclass(frozen=True)
class Campaign:
    """A collection to make: the form's workbook, and days from now to its opening and closing."""

    form: str
    title: str
    opens: int
    closes: int
    idle: float  # shares of the participants in each state
    done: float
    kinds: tuple[str, ...] = ()  # empty: schools and colleges


@dataclass(frozen=True)
class Announcement:
    """A publication to make. `age` in days; in its text «{closes}» is the term, and words in square brackets lead to
    the first file of its stores."""

    title: str
    html: str
    age: int
    audience: Audience = EVERYBODY
    campaign: Campaign | None = None
    stores: tuple[Cupboard, ...] = ()
    acknowledge: float = 0  # share of the organisations that have said to have read it; 0: nobody is asked


DEAR = "<p>Уважаемые коллеги!</p>"
ANNOUNCEMENTS = (
    Announcement(
        "О проведении ВПР СПО в 2026/2027 учебном году",
        DEAR + "<p>Всероссийские проверочные работы для обучающихся по образовательным программам среднего "
        "профессионального образования проводятся <b>в течение учебного года</b>.</p>"
        "<ul><li>для обучающихся 1 курса: по предметам основного общего образования;</li>"
        "<li>для завершивших общеобразовательную подготовку: по предметам среднего общего образования.</li></ul>"
        "<p>Все формы заполняются в личном кабинете. Данные сохраняются автоматически.</p>",
        70,
    ),
    Announcement(
        "Порядок и план-график проведения ВПР СПО",
        DEAR + "<p>План-график:</p><ol><li>сбор сведений о кураторах;</li><li>сбор расписания работ;</li>"
        "<li>сбор данных об участниках;</li><li>проведение работ;</li><li>загрузка результатов.</li></ol>",
        64,
        stores=(PLAN,),
        acknowledge=0.6,
    ),
    Announcement(
        "Сведения о кураторах ВПР СПО",
        DEAR + "<p>Укажите кураторов, которые отвечают за проведение работ в каждой группе. "
        "Сбор данных завершен <b>{closes} мск</b>; переданные сведения можно просмотреть.</p>",
        60,
        campaign=Campaign("kuratory", "Кураторы", -58, -30, idle=0.1, done=0.75, kinds=("spo",)),
    ),
    Announcement(
        "Вебинар для ответственных организаторов",
        DEAR + "<p>Запись вебинара показывает, как заполнить и сдать форму: вставка из MS Excel, проверка данных, "
        "кнопка «Сдать отчет». Вопросы присылайте на "
        '<a href="mailto:helpfisoko@fioco.ru">helpfisoko@fioco.ru</a>.</p>',
        45,
        stores=(SLIDES,),
    ),
    Announcement(
        "Памятка регионального координатора",
        DEAR + "<p>В блоке «Сбор данных» видно, сколько организаций региона не приступило, работает и сдало отчет. "
        "Список участников показывает каждую организацию, «Экспорт результатов» выгружает сданные отчеты.</p>",
        40,
        Audience(roles=("coordinator",)),
    ),
    Announcement(
        "Расписание ВПР СПО 2026",
        DEAR + "<p>Заполните расписание проведения работ и передайте его <b>не позднее {closes} мск</b>. "
        "Организация, у которой дни проведения изменились, исправляет расписание и сдает отчет еще раз.</p>",
        24,
        campaign=Campaign("raspisanie", "Расписание", -22, 9, idle=0.25, done=0.5),
    ),
    Announcement(
        "Ответы на частые вопросы",
        "<h4>Нужно ли сохранять таблицу?</h4><p>Нет: сохранение данных осуществляется автоматически.</p>"
        "<h4>Можно ли исправить сданный отчет?</h4><p>Да, пока сбор данных открыт: исправьте и сдайте еще раз.</p>"
        "<h4>Что делать без связи?</h4><p>Работать дальше: введенное хранится в браузере и будет передано.</p>",
        18,
    ),
    Announcement(
        "Сбор данных об участниках ВПР СПО, обучающихся на 1 курсе в 2026/2027 учебном году",
        DEAR + "<p>Вам необходимо заполнить форму сбора данных об участниках ВПР СПО, обучающихся на 1 курсе "
        "в 2026/2027 учебном году (поступивших на 1 курс).</p>"
        "<p>Форму необходимо заполнить в соответствии с [инструкцией] и передать <b>не позднее {closes} мск</b>.</p>",
        12,
        campaign=Campaign("kontingent", "Контингент", -11, 21, idle=0.3, done=0.4),
        stores=(MATERIALS, FORMS),
    ),
    Announcement(
        "Обучающимся, завершившим общеобразовательную подготовку: сбор данных об участниках",
        DEAR + "<p>Форма откроется позже; заполнить ее необходимо <b>не позднее {closes} мск</b>.</p>",
        3,
        campaign=Campaign("kontingent", "Контингент (завершившие)", 14, 45, idle=1, done=0),
    ),
    Announcement(
        "Школам: участие организаций общего образования",
        DEAR + "<p>Школы, в которых обучаются по программам среднего профессионального образования, "
        "заполняют те же формы, что и колледжи.</p>",
        2,
        Audience(roles=("organiser",), kinds=("sch",)),
    ),
)
