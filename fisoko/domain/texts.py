"""What a person reads about edits that cannot be taken; whole errors stand in domain.error."""

NO_CELL = "В форме нет такой ячейки. Обновите страницу."
LOCKED = "Эта ячейка не заполняется: ее значение задано формой."
NO_ROWS = "В этом листе строки не добавляются и не удаляются."
DRAFT = "Черновик"
SUBMISSION = "Сданный отчет № {number}"
