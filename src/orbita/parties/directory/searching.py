"""By what a party is found: names, requisites, phones, mails, addresses."""

from orbita.platform.derived.slots import Source
from orbita.platform.search.slots import Searchable

_POINTS = "FROM directory_contactpoint c WHERE c.party_id = s.id"

PARTY = Searchable(
    kind="party",
    table="directory_party",
    title="s.name",
    subtitle="concat_ws(' · ', nullif(s.inn, ''), nullif(s.city, ''))",
    words=f"""concat_ws(' ', s.name, s.full_name, s.city, s.site, s.industry,
        (SELECT string_agg(c.value, ' ') {_POINTS} AND c.channel <> 'phone'),
        (SELECT string_agg(x.value, ' ') FROM directory_externalid x WHERE x.party_id = s.id))""",
    digits=f"""concat_ws(' ', s.inn, s.ogrn,
        (SELECT string_agg(translate(c.normal, '+', ''), ' ') {_POINTS} AND c.channel IN ('phone', 'fax')))""",
    sources=(
        Source(
            "directory_party",
            "r.id",
            ("name", "full_name", "city", "site", "industry", "inn", "ogrn", "deleted_at"),
        ),
        Source("directory_contactpoint", "r.party_id", ("party_id", "value", "normal", "channel")),
        Source("directory_externalid", "r.party_id", ("party_id", "value")),
    ),
    order=10,
    finds=("inn", "ogrn", "city", "site", "industry", "contact_points"),
)
