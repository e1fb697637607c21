"""What may go wrong between a notebook and the site, in Russian."""

import json

NOT_GIVEN = (
    "Не указан токен. Его создает оператор командой fisoko accounts token; передайте его вторым аргументом connect "
    "или в переменной окружения FISOKO_TOKEN."
)
NOT_REACHED = "Сайт {url} не отвечает. Проверьте адрес и подключение к сети и повторите запрос."
NOT_WHOLE = (
    "Ответ оборвался: сеть прервалась, или токен отозван. Повторите запрос; если не поможет, "
    "попросите у оператора новый токен."
)
NOT_OURS = "Сайт ответил неожиданно (код {status}). Проверьте адрес: нужен адрес личного кабинета ФИС ОКО."
SEVERAL = "Укажите сбор данных: collection=номер. Доступные сборы: {listed}."
UNKNOWN_COLLECTION = "Сбора «{title}» среди доступных нет. Доступные сборы: {listed}."
NOTHING_KEPT = 'В кэше пока ничего нет. Сначала прочитайте лист: client.results("…").'
BAD_SQL = "Запрос SQL не выполнен: {problem}"


class ClientError(Exception):
    """A Russian sentence that says what to do; `code` and `status` are the server's, where it has answered."""

    def __init__(self, text: str, *, code: str = "", status: int = 0) -> None:
        super().__init__(text)
        self.text, self.code, self.status = text, code, status


def told(status: int, body: bytes) -> ClientError:
    """The error of an answer: the server's own sentence, where it is the site that has answered."""
    try:
        problem = json.loads(body)
        return ClientError(problem["detail"], code=problem["title"], status=status)
    except (ValueError, KeyError, TypeError):
        return ClientError(NOT_OURS.format(status=status), status=status)
