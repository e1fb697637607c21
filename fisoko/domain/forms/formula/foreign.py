"""Functions of Excel that a form cannot use yet, by their Russian names, and what to write in their place."""

_NAMES = """
ABS=ABS AVERAGE=СРЗНАЧ AVERAGEIF=СРЗНАЧЕСЛИ AVERAGEIFS=СРЗНАЧЕСЛИМН CEILING=ОКРВВЕРХ CELL=ЯЧЕЙКА CHAR=СИМВОЛ
CHOOSE=ВЫБОР CLEAN=ПЕЧСИМВ CODE=КОДСИМВ COLUMN=СТОЛБЕЦ COLUMNS=ЧИСЛСТОЛБ COMBIN=ЧИСЛКОМБ CONCAT=СЦЕП
CONCATENATE=СЦЕПИТЬ COUNTBLANK=СЧИТАТЬПУСТОТЫ COUNTIF=СЧЁТЕСЛИ COUNTIFS=СЧЁТЕСЛИМН DATE=ДАТА DATEDIF=РАЗНДАТ
DATEVALUE=ДАТАЗНАЧ DAY=ДЕНЬ DAYS=ДНИ EDATE=ДАТАМЕС EOMONTH=КОНМЕСЯЦА ERROR.TYPE=ТИП.ОШИБКИ EVEN=ЧЁТН
EXACT=СОВПАД EXP=EXP FACT=ФАКТР FALSE=ЛОЖЬ FILTER=ФИЛЬТР FIND=НАЙТИ FIXED=ФИКСИРОВАННЫЙ FLOOR=ОКРВНИЗ
FREQUENCY=ЧАСТОТА HLOOKUP=ГПР HOUR=ЧАС HYPERLINK=ГИПЕРССЫЛКА IFERROR=ЕСЛИОШИБКА IFNA=ЕСНД IFS=ЕСЛИМН
INDEX=ИНДЕКС INDIRECT=ДВССЫЛ INT=ЦЕЛОЕ ISERR=ЕОШ ISERROR=ЕОШИБКА ISEVEN=ЕЧЁТН ISLOGICAL=ЕЛОГИЧ ISNA=ЕНД
ISNONTEXT=ЕНЕТЕКСТ ISNUMBER=ЕЧИСЛО ISODD=ЕНЕЧЁТ ISREF=ЕССЫЛКА ISTEXT=ЕТЕКСТ LARGE=НАИБОЛЬШИЙ LEFT=ЛЕВСИМВ
LEN=ДЛСТР LET=LET LN=LN LOG=LOG LOG10=LOG10 LOOKUP=ПРОСМОТР LOWER=СТРОЧН MATCH=ПОИСКПОЗ MAX=МАКС MAXIFS=МАКСЕСЛИ
MEDIAN=МЕДИАНА MID=ПСТР MIN=МИН MINIFS=МИНЕСЛИ MINUTE=МИНУТЫ MOD=ОСТАТ MODE=МОДА MONTH=МЕСЯЦ MROUND=ОКРУГЛТ N=Ч
NA=НД NETWORKDAYS=ЧИСТРАБДНИ NOW=ТДАТА ODD=НЕЧЁТ OFFSET=СМЕЩ PI=ПИ POWER=СТЕПЕНЬ PRODUCT=ПРОИЗВЕД PROPER=ПРОПНАЧ
QUOTIENT=ЧАСТНОЕ RAND=СЛЧИС RANDBETWEEN=СЛУЧМЕЖДУ RANK=РАНГ REPLACE=ЗАМЕНИТЬ REPT=ПОВТОР RIGHT=ПРАВСИМВ
ROUNDDOWN=ОКРУГЛВНИЗ ROUNDUP=ОКРУГЛВВЕРХ ROW=СТРОКА ROWS=ЧСТРОК SEARCH=ПОИСК SECOND=СЕКУНДЫ SIGN=ЗНАК
SMALL=НАИМЕНЬШИЙ SORT=СОРТ SQRT=КОРЕНЬ STDEV=СТАНДОТКЛОН SUBSTITUTE=ПОДСТАВИТЬ SUBTOTAL=ПРОМЕЖУТОЧНЫЕ.ИТОГИ
SUMIFS=СУММЕСЛИМН SUMPRODUCT=СУММПРОИЗВ SUMSQ=СУММКВ SWITCH=ПЕРЕКЛЮЧ T=Т TEXT=ТЕКСТ TEXTJOIN=ОБЪЕДИНИТЬ
TIME=ВРЕМЯ TIMEVALUE=ВРЕМЗНАЧ TODAY=СЕГОДНЯ TRANSPOSE=ТРАНСП TRIM=СЖПРОБЕЛЫ TRUE=ИСТИНА TRUNC=ОТБР UNIQUE=УНИК
UPPER=ПРОПИСН VALUE=ЗНАЧЕН VAR=ДИСП VLOOKUP=ВПР WEEKDAY=ДЕНЬНЕД WEEKNUM=НОМНЕДЕЛИ WORKDAY=РАБДЕНЬ
XLOOKUP=XLOOKUP XOR=ИСКЛИЛИ YEAR=ГОД YEARFRAC=ДОЛЯГОДА
"""
RUSSIAN = {english: russian for english, _, russian in (pair.partition("=") for pair in _NAMES.split())}

INSTEAD = {
    "AVERAGEIF": "СУММЕСЛИ(…)/СЧЁТЕСЛИ(…)",
    "AVERAGEIFS": "СУММЕСЛИМН(…)/СЧЁТЕСЛИМН(…)",
    "CONCAT": "СЦЕПИТЬ или знак &",
    "DATEVALUE": "ЗНАЧЕН",
    "DAYS": "вычитание дат",
    "EDATE": "ДАТА(ГОД(A1);МЕСЯЦ(A1)+1;ДЕНЬ(A1))",
    "EOMONTH": "ДАТА(ГОД(A1);МЕСЯЦ(A1)+1;0)",
    "FALSE": "ЛОЖЬ без скобок",
    "FIXED": "ТЕКСТ или ОКРУГЛ",
    "HLOOKUP": "ИНДЕКС и ПОИСКПОЗ",
    "IFNA": "ЕСЛИОШИБКА",
    "IFS": "вложенные ЕСЛИ",
    "ISERR": "ЕСЛИОШИБКА",
    "ISERROR": "ЕСЛИОШИБКА",
    "ISEVEN": "ОСТАТ(A1;2)=0",
    "ISNA": "ЕСЛИОШИБКА",
    "ISODD": "ОСТАТ(A1;2)=1",
    "ISTEXT": "НЕ(ЕЧИСЛО(…)) и тип ячейки",
    "LOOKUP": "ИНДЕКС и ПОИСКПОЗ",
    "NOW": "СЕГОДНЯ",
    "POWER": "знак ^",
    "PRODUCT": "знак *",
    "ROUNDDOWN": "ЦЕЛОЕ или ОКРУГЛ",
    "ROUNDUP": "ОКРУГЛ",
    "SQRT": "возведение в степень: A1^0,5",
    "SUBTOTAL": "СУММ",
    "SUMPRODUCT": "дополнительный столбец с произведением и СУММ(…) по нему",
    "SWITCH": "вложенные ЕСЛИ",
    "TRUE": "ИСТИНА без скобок",
    "TRUNC": "ЦЕЛОЕ или ОКРУГЛ",
    "WEEKDAY": "ОСТАТ(A1-2;7)+1",
    "XLOOKUP": "ИНДЕКС и ПОИСКПОЗ",
    "XOR": "ЕСЛИ(A1;НЕ(B1);B1)",
}
