"""What may go wrong between a notebook and the site, in Russian."""

import json

NOT_GIVEN = (
    "Не указан токен. Создайте его в личном кабинете, внизу страницы: «Токены для программ». Передайте его вторым "
    "аргументом connect или в переменной окружения FISOKO_TOKEN."
)
NOT_REACHED = "Сайт {url} не отвечает. Проверьте адрес и подключение к сети и повторите запрос."
NOT_WHOLE = (
    "Ответ оборвался на середине, ничего из него не сохранено. Проверьте подключение к сети и повторите запрос: "
    "части, полученные раньше, второй раз не передаются."
)
TOO_BUSY = "Сайт занят другими запросами этой учетной записи. Дождитесь их и повторите."
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
