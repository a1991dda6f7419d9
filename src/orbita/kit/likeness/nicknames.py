"""Short names and the full names they stand for, Russian and English."""

from orbita.kit.likeness.wording import sound

_GROUPS = """
александр саша саня шура сашка алекс alex alexander sasha|александра саша шура alexandra sandra
алексей леша алеша alexey|анастасия настя стася|анатолий толя толик
андрей андрюша andrew andy drew
анна аня нюра анюта anna ann anne annie hannah|антон тоша|антонина тоня|борис боря|валентин валя
валентина валя|валерий валера|валерия лера|василий вася|вера верочка|виктор витя|виктория вика
виталий виталик|владимир вова володя влад vladimir|владислав влад слава|вячеслав слава
галина галя|геннадий гена|георгий жора гоша george|григорий гриша greg gregory|дарья даша
денис ден dennis denny|дмитрий дима митя dmitry dima|евгений женя eugene gene|евгения женя
екатерина катя катерина kate katherine catherine kathryn katie kathy cathy|елена лена алена helen
елизавета лиза elizabeth liz beth betty lisa eliza libby|иван ваня ivan|игорь игорек|илья илюша
инна|ирина ира irene|константин костя|ксения ксюша оксана|леонид леня|любовь люба
людмила люда мила
максим макс max maxwell|маргарита рита margaret maggie meg peggy
мария маша маруся maria mary marie
михаил миша michael mike mick mikhail|надежда надя|наталья наталия наташа natalia natalie natasha
николай коля nicholas nick nicolas|нина|алина|марина|карина|олег|ольга оля olga|павел паша paul pavel
петр петя peter pete
полина поля|роман рома|светлана света|семен сема|сергей сережа серега serge
софья софия соня sophie sophia
станислав стас слава|степан степа stephen steven steve stefan|тамара тома|татьяна таня tania tanya
федор федя theodore ted|эдуард эдик edward ed eddie ted ned|юлия юля julia julie|юрий юра
яков яша jacob jake
william will bill billy willy liam|robert rob bob bobby robbie|richard rick dick rich ricky
james jim jimmy jamie
john jack johnny jon jonathan|joseph joe joey|thomas tom tommy|charles charlie chuck chas
christopher chris topher
christine chris christina tina|daniel dan danny|david dave davey|anthony tony|matthew matt
benjamin ben benny
samuel sam sammy|samantha sam|joshua josh|timothy tim|kenneth ken kenny|lawrence larry laurie
ronald ron ronnie
donald don donnie|patrick pat paddy|patricia pat patty trish tricia|susan sue susie suzanne
deborah debbie deb
barbara barb babs|jennifer jen jenny|jessica jess jessie|rebecca becky becca
victoria vicky tori|nathan nate nathaniel
zachary zach zac|gabriel gabe|frederick fred freddie|frank francis|gerald gerry jerry
jeffrey jeff|raymond ray
philip phil|peter pete|leonard leo len|abigail abby abbey|alexandra lexi alex
isabella bella isabel|emily em emma
"""


def _gathered() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for number, group in enumerate(_GROUPS.replace("\n", "|").strip("|").split("|")):
        for name in group.split():
            found.setdefault(sound(name), set()).add(str(number))
    return {name: frozenset(groups) for name, groups in found.items()}


_GROUPS_OF = _gathered()


def same_person_name(one: str, other: str) -> bool:
    """Whether two first names, by sound, may be forms of one name.

    >>> same_person_name(sound("Саша"), sound("Александр")), same_person_name("ivan", "oleg")
    (True, False)
    """
    mine, theirs = _GROUPS_OF.get(one), _GROUPS_OF.get(other)
    return bool(mine and theirs and mine & theirs)


def are_other_names(one: str, other: str) -> bool:
    """Whether both are known first names, and forms of different ones: no slip makes one of the other.

    >>> are_other_names(sound("Алина"), sound("Галина")), are_other_names("alina", "alinna")
    (True, False)
    """
    mine, theirs = _GROUPS_OF.get(one), _GROUPS_OF.get(other)
    return bool(mine and theirs and not mine & theirs)


def name_groups(name: str) -> frozenset[str]:
    """The groups of forms that a first name, by sound, belongs to."""
    return _GROUPS_OF.get(name, frozenset())
