"""Invented text, as functions of the database: the same value becomes the same text everywhere.

So an address stays equal to itself in contacts, leads and history. The salt is thrown away with the
functions: nobody can try out values and compare.
"""

from collections.abc import Iterable

from django.db.backends.utils import CursorWrapper

_FIRST = ("Ольга Анна Ирина Мария Елена Наталья Татьяна Светлана Юлия Дарья",
          "Иван Пётр Сергей Андрей Дмитрий Алексей Николай Михаил Павел Олег")  # fmt: skip
_MIDDLE = ("Ивановна Петровна Сергеевна Андреевна Дмитриевна",
           "Иванович Петрович Сергеевич Андреевич Дмитриевич")  # fmt: skip
_MEN = (
    "Иванов Петров Соколов Лебедев Новиков Козлов Морозов Волков Павлов Орлов Андреев Макаров "
    "Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Романов Воробьёв Кузьмин "
    "Фролов Гусев Титов Комаров Осипов Беляев"
)
_LAST = (" ".join(f"{name}а" for name in _MEN.split()), _MEN)
_CITIES = "Верхнеозёрск Солнечногорье Новолесье Среднереченск Каменный-Брод Заполье Дальний Лугово"

_FUNCTIONS = r"""
CREATE FUNCTION pg_temp.h(v text) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT md5('%(salt)s' || v) $$;

CREATE FUNCTION pg_temp.pick(v text, words text) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT w[1 + ('x' || left(pg_temp.h(v), 7))::bit(28)::int %% cardinality(w)]
   FROM string_to_array(words, ' ') w $$;

CREATE FUNCTION pg_temp.woman(id text) RETURNS boolean IMMUTABLE LANGUAGE sql AS
$$ SELECT left(pg_temp.h(id), 1) < '8' $$;

CREATE FUNCTION pg_temp.last_name(v text, id text) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE WHEN v = '' THEN '' WHEN pg_temp.woman(id) THEN pg_temp.pick(v, '%(last_f)s')
   ELSE pg_temp.pick(v, '%(last_m)s') END $$;

CREATE FUNCTION pg_temp.first_name(v text, id text) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE WHEN v = '' THEN '' WHEN pg_temp.woman(id) THEN pg_temp.pick(v, '%(first_f)s')
   ELSE pg_temp.pick(v, '%(first_m)s') END $$;

CREATE FUNCTION pg_temp.middle_name(v text, id text) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE WHEN v = '' THEN '' WHEN pg_temp.woman(id) THEN pg_temp.pick(v, '%(middle_f)s')
   ELSE pg_temp.pick(v, '%(middle_m)s') END $$;

CREATE FUNCTION pg_temp.city(v text) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE WHEN v = '' THEN '' ELSE pg_temp.pick(v, '%(cities)s') END $$;

CREATE FUNCTION pg_temp.digits(v text, n int) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT left(repeat(translate(pg_temp.h(v), 'abcdef', '012345'), 1 + n / 32), n) $$;

CREATE FUNCTION pg_temp.number(v text) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT pg_temp.digits(v, length(v)) $$;

CREATE FUNCTION pg_temp.code(v text, most int) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE WHEN v = '' THEN '' ELSE left(pg_temp.h(v), least(20, most)) END $$;

CREATE FUNCTION pg_temp.mail(v text) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE WHEN v = '' THEN '' ELSE 'u' || left(pg_temp.h(lower(v)), 12)
   || '@example.invalid' END $$;

CREATE FUNCTION pg_temp.phone(v text, plain boolean) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE WHEN v = '' THEN '' ELSE regexp_replace(
     '+7000' || pg_temp.digits(right(regexp_replace(v, '\D', '', 'g'), 10), 7),
     '^(..)(...)(...)(..)(..)$',
     CASE WHEN plain THEN '\1\2\3\4\5' ELSE '\1 \2 \3-\4-\5' END) END $$;

CREATE FUNCTION pg_temp.contact(channel text, v text, plain boolean) RETURNS text
IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE WHEN v = '' THEN '' WHEN channel = 'email' THEN pg_temp.mail(v)
   WHEN channel IN ('phone', 'fax', 'whatsapp', 'max') THEN pg_temp.phone(v, plain)
   ELSE 'u' || left(pg_temp.h(v), 12) END $$;

CREATE FUNCTION pg_temp.words(word text, v text, most int) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE WHEN v = '' THEN '' ELSE left(
     word || ' ' || left(pg_temp.h(v), 8) || repeat(' учебный текст', length(v) / 14),
     least(most, greatest(length(v), length(word) + 9))) END $$;

CREATE FUNCTION pg_temp.leaf(v text, loose boolean) RETURNS text LANGUAGE plpgsql AS
$$ BEGIN
   IF v = '' OR v ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
      OR EXISTS (SELECT FROM staging_words w WHERE w.word = v)
      OR (loose AND v ~ '^-?[a-z][a-z0-9_]*$') THEN RETURN v;
   ELSIF v ~ '^\d{4}-\d\d-\d\d$' THEN RETURN left(v, 5) || '01-01';
   ELSIF v ~ '^-?\d+(\.\d+)?$' THEN RETURN pg_temp.number(v);
   ELSIF loose AND left(v, 1) = '[' THEN RETURN pg_temp.condition(v);
   END IF;
   RETURN pg_temp.words('Текст', v, 1000000);
END $$;

CREATE FUNCTION pg_temp.json(v jsonb, loose boolean) RETURNS jsonb LANGUAGE plpgsql AS
$$ BEGIN
   RETURN CASE jsonb_typeof(v)
     WHEN 'string' THEN to_jsonb(pg_temp.leaf(v #>> '{}', loose))
     WHEN 'number' THEN CASE WHEN loose OR length(v #>> '{}') < 5 THEN v
                        ELSE to_jsonb(pg_temp.number(trunc(abs((v #>> '{}')::numeric))::text)::numeric) END
     WHEN 'array' THEN (SELECT coalesce(jsonb_agg(pg_temp.json(one, loose) ORDER BY n), '[]')
                        FROM jsonb_array_elements(v) WITH ORDINALITY AS list(one, n))
     WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(
                           pg_temp.leaf(key, loose), pg_temp.json(value, loose AND key <> ALL
                             ('{words,text,name,subject,title,q,search,note,comment}'))), '{}')
                         FROM jsonb_each(v))
     ELSE v END;
END $$;

CREATE FUNCTION pg_temp.tree(v jsonb) RETURNS jsonb LANGUAGE plpgsql AS
$$ BEGIN
   IF jsonb_typeof(v) <> 'array' THEN RETURN pg_temp.json(v, false); END IF;
   RETURN (SELECT coalesce(jsonb_agg(CASE
       WHEN v ->> 0 IN ('and', 'or', 'not') AND n > 1 THEN pg_temp.tree(one)
       WHEN n < 3 THEN pg_temp.json(one, true)
       WHEN one #>> '{}' ~ '^(\d{1,9}|me|today|(this|last|next)_[a-z0-9_]+)$' THEN one
       ELSE pg_temp.json(one, false) END ORDER BY n), '[]')
     FROM jsonb_array_elements(v) WITH ORDINALITY AS list(one, n));
END $$;

CREATE FUNCTION pg_temp.condition(v text) RETURNS text LANGUAGE plpgsql AS
$$ BEGIN
   IF v = '' THEN RETURN ''; END IF;
   RETURN pg_temp.tree(v::jsonb)::text;
EXCEPTION WHEN invalid_text_representation THEN RETURN '';
END $$;
"""


def invent(cursor: CursorWrapper, salt: str, known: Iterable[str]) -> None:
    """Make the functions, for as long as the connection lasts. `known` are words that stay in JSON."""
    cursor.execute("CREATE TEMP TABLE staging_words (word text PRIMARY KEY)")
    cursor.execute(
        "INSERT INTO staging_words SELECT DISTINCT unnest(%s::text[])", [sorted(set(known))]
    )
    lists = {
        "first_f": _FIRST[0], "first_m": _FIRST[1], "middle_f": _MIDDLE[0], "middle_m": _MIDDLE[1],
        "last_f": _LAST[0], "last_m": _LAST[1], "cities": _CITIES,
    }  # fmt: skip
    cursor.execute(_FUNCTIONS % {"salt": salt, **lists})


def forget(cursor: CursorWrapper) -> None:
    """Drop functions and words."""
    cursor.execute(
        "SELECT 'DROP FUNCTION ' || oid::regprocedure::text FROM pg_proc"
        " WHERE pronamespace = pg_my_temp_schema()"
    )
    for (statement,) in cursor.fetchall():
        cursor.execute(statement)
    cursor.execute("DROP TABLE staging_words")
