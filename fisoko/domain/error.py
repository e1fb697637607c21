"""Every error that a user of the cabinet may meet: a code, a status, a Russian sentence that says what to do."""

from typing import Any


class FisokoError(Exception):
    """An error with a sentence for the person at the screen.

    `code` is stable and for programs, `status` is the HTTP status, `details` go into the answer beside the text.
    """

    code = "error"
    status = 500
    beside: tuple[str, ...] = ()
    text = "Не удалось выполнить действие. Повторите попытку; если ошибка повторится, напишите на helpfisoko@fioco.ru."

    def __init__(self, text: str | None = None, **details: Any) -> None:
        self.text = text or type(self).text
        self.details = details
        super().__init__(self.text)

    def to_json(self) -> dict[str, Any]:
        """The body of an answer: {"error": {"code", "text", …details}}; details named in `beside` stand beside it."""
        inside = {name: value for name, value in self.details.items() if name not in self.beside}
        outside = {name: value for name, value in self.details.items() if name in self.beside}
        return {"error": {"code": self.code, "text": self.text, **inside}, **outside}


class BadRequest(FisokoError):
    """What came cannot be understood."""

    code, status = "bad_request", 400
    text = "Запрос составлен неверно. Обновите страницу и повторите действие."


class NotSignedIn(FisokoError):
    """No sign-in, or one that has ended."""

    code, status = "not_signed_in", 401
    text = "Сеанс работы завершен. Войдите в личный кабинет снова: введенные данные сохранены в браузере."


class WrongPassword(FisokoError):
    """Wrong login or password: one message that does not tell which (manual, 2.4)."""

    code, status = "wrong_password", 403
    text = (
        "Неверный логин или пароль. Проверьте раскладку клавиатуры и регистр символов. Если войти не удается, "
        "обратитесь в службу технической поддержки: helpfisoko@fioco.ru."
    )


class TooManyTries(FisokoError):
    """The brake on guessing; `seconds` says how long to wait."""

    code, status = "too_many_tries", 429
    text = (
        "Слишком много неудачных попыток входа. Подождите {wait} и попробуйте снова. Если пароль утерян, "
        "обратитесь в службу технической поддержки: helpfisoko@fioco.ru."
    )

    def __init__(self, seconds: int) -> None:
        wait = f"{seconds} с" if seconds < 60 else f"{-(-seconds // 60)} мин"
        super().__init__(type(self).text.format(wait=wait), seconds=seconds)


class Refused(FisokoError):
    """The person may not do this (S36)."""

    code, status = "refused", 403
    text = "У Вашей учетной записи нет доступа к этим сведениям. Вернитесь в личный кабинет."


class NotFound(FisokoError):
    """There is no such thing, or none for this person."""

    code, status = "not_found", 404
    text = "Такой страницы нет. Проверьте адрес или вернитесь в личный кабинет."


class FileMissing(FisokoError):
    """A file is published, and its content is not on the disk."""

    code = "file_missing"
    text = (
        "Файл «{name}» опубликован, но его содержимого на сервере нет. Сообщите об этом в службу технической "
        "поддержки: helpfisoko@fioco.ru. Остальные файлы можно скачать по одному."
    )

    def __init__(self, name: str) -> None:
        super().__init__(type(self).text.format(name=name), name=name)


class Closed(FisokoError):
    """The collection's term is over, or not begun."""

    code, status = "closed", 423
    text = "Сбор данных закрыт: изменения больше не принимаются. Введенное остается на экране; его можно скачать."


class Gap(FisokoError):
    """A batch came ahead of its turn; `expected` is the number waited for."""

    code, status = "gap", 409
    text = "Правки пришли не по порядку. Подождите: страница отправит их заново сама."


class OtherFormVersion(FisokoError):
    """The edits were typed into an old version of the form."""

    code, status = "form_version", 409
    text = "Форма обновлена организатором. Обновите страницу: введенные данные сохранены и будут перенесены."


class Moved(FisokoError):
    """The draft has changed since the person saw it; `seq` is the present one."""

    code, status, beside = "moved", 409, ("seq",)
    text = "Черновик изменен в другом окне. Проверьте изменения и нажмите «Сдать отчет» еще раз."


class BadValues(FisokoError):
    """Cells that cannot be stored; `cells` lists [sheet, row, column, reason]."""

    code, status = "bad_values", 422
    text = "Часть значений не может быть сохранена. Исправьте отмеченные ячейки."


class HasFindings(FisokoError):
    """A submission with errors in the data (S27); `findings` lists them."""

    code, status, beside = "findings", 422, ("findings",)
    text = "В данных есть ошибки. Исправьте их и нажмите «Сдать отчет» еще раз."


class Unexplained(HasFindings):
    """A submission with warnings that have no explanation yet; `findings` lists them."""

    text = "В данных есть замечания. Поясните каждое из них и нажмите «Сдать отчет» еще раз."


class WrongWorkbook(FisokoError):
    """A workbook that is brought back and cannot be taken; the text says why."""

    code, status = "workbook", 422
    text = "Эту книгу загрузить нельзя. Скачайте шаблон на странице заполнения и перенесите значения в него."


class TooLarge(FisokoError):
    """Too many cells or bytes at once."""

    code, status = "too_large", 413
    text = "Слишком много данных за один раз: не более 20 000 ячеек и 4 МБ. Вставьте данные частями."


class DiskFull(FisokoError):
    """The reserve of space is reached: the site reads, and writes nothing."""

    code, status = "disk_full", 507
    text = "Сервер временно не принимает изменения: на диске кончилось место. Введенное хранится в Вашем браузере."


class Unavailable(FisokoError):
    """The store does not answer now."""

    code, status = "unavailable", 503
    text = "Сервер временно недоступен. Подождите минуту и повторите действие: введенное хранится в Вашем браузере."
