"""The words that dates are said with."""

WEEKDAYS = {
    **dict.fromkeys(("понедельник", "понедельника", "понедельнику", "пн"), 0),
    **dict.fromkeys(("вторник", "вторника", "вторнику", "вт"), 1),
    **dict.fromkeys(("среда", "среду", "среды", "среде", "ср"), 2),
    **dict.fromkeys(("четверг", "четверга", "четвергу", "чт"), 3),
    **dict.fromkeys(("пятница", "пятницу", "пятницы", "пятнице", "пт"), 4),
    **dict.fromkeys(("суббота", "субботу", "субботы", "субботе", "сб"), 5),
    **dict.fromkeys(("воскресенье", "воскресенья", "воскресенью", "вс"), 6),
    **dict.fromkeys(("monday", "mon"), 0),
    **dict.fromkeys(("tuesday", "tue", "tues"), 1),
    **dict.fromkeys(("wednesday", "wed"), 2),
    **dict.fromkeys(("thursday", "thu", "thurs", "thur"), 3),
    **dict.fromkeys(("friday", "fri"), 4),
    **dict.fromkeys(("saturday", "sat"), 5),
    **dict.fromkeys(("sunday", "sun"), 6),
}
# Words too short to mean a day by themselves: they need «в», "on" or a time beside them.
_BRIEF = "пн вт ср чт пт сб вс mon tue tues wed thu thur thurs fri sat sun"
BRIEF_WEEKDAYS = frozenset(_BRIEF.split())

_MONTHS_RU = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
_MONTHS_EN = "january february march april may june july august september october november december"
MONTHS: dict[str, int] = {}
for number, (russian, english) in enumerate(
    zip(_MONTHS_RU.split(), _MONTHS_EN.split(), strict=True), 1
):
    stem = russian.rstrip("ьй")
    endings = ("ь", "я", "е") if russian.endswith("ь") else ("", "а", "е")
    if number == 5:
        endings = ("й", "я", "е")
    MONTHS |= dict.fromkeys((stem + ending for ending in endings), number)
    MONTHS |= {english: number, english[:3]: number}
    if number != 5:
        MONTHS[russian[:3]] = number
MONTHS |= {"сент": 9, "sept": 9, "нояб": 11, "фев": 2, "февр": 2}

NUMBERS = (
    {"один": 1, "одну": 1, "одна": 1, "два": 2, "две": 2, "пару": 2, "три": 3, "четыре": 4}
    | {"пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10}
    | {"пятнадцать": 15, "двадцать": 20, "тридцать": 30, "сорок": 40}
    | {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
    | {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30}
    | {"couple": 2, "a couple of": 2, "couple of": 2}
)

# Minutes, hours, days, weeks, months, quarters, years.
UNITS = {
    **dict.fromkeys(("мин", "минуту", "минуты", "минут", "min", "mins", "minute", "minutes"), "m"),
    **dict.fromkeys(("ч", "час", "часа", "часов", "часик", "h", "hour", "hours", "hr", "hrs"), "h"),
    **dict.fromkeys(("день", "дня", "дней", "дн", "сутки", "day", "days"), "d"),
    **dict.fromkeys(("неделю", "недели", "недель", "недельку", "нед", "week", "weeks"), "w"),
    **dict.fromkeys(("месяц", "месяца", "месяцев", "мес", "month", "months"), "M"),
    **dict.fromkeys(("квартал", "квартала", "кварталов", "quarter", "quarters"), "q"),
    **dict.fromkeys(("год", "года", "лет", "year", "years"), "y"),
}

NEAR_DAYS = (
    {"сегодня": 0, "завтра": 1, "послезавтра": 2, "вчера": -1, "позавчера": -2}
    | {"today": 0, "tonight": 0, "tomorrow": 1, "tmrw": 1, "yesterday": -1}
    | {"day after tomorrow": 2, "the day after tomorrow": 2, "day before yesterday": -2}
)

# Named times; None is the start of the working day.
PARTS_OF_DAY: dict[str, tuple[int, int] | None] = {
    **dict.fromkeys(("утром", "с утра", "утречком", "in the morning", "morning"), None),
    **dict.fromkeys(("в полдень", "в обед", "noon", "at noon"), (12, 0)),
    **dict.fromkeys(("днем", "после обеда", "in the afternoon", "afternoon"), (14, 0)),
    **dict.fromkeys(("вечером", "вечерком", "in the evening", "evening", "tonight"), (18, 0)),
    **dict.fromkeys(("в конце дня", "к концу дня", "до конца дня"), (18, 0)),
    **dict.fromkeys(("end of day", "by end of day", "end of the day"), (18, 0)),
    **dict.fromkeys(("at the end of the day", "by the end of the day"), (18, 0)),
    **dict.fromkeys(("в полночь", "midnight", "at midnight"), (0, 0)),
}
# Those that do not need a day beside them; «днём» and "morning" are used in other senses too.
SURE_PARTS = frozenset(PARTS_OF_DAY) - {"днем", "morning", "afternoon", "evening", "noon"}
