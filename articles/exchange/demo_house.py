"""The people and the house of the demo newsroom: who works there, its sections, its plan."""

from datetime import date, time, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User

from articles import events
from articles.models import AgeMark, House, HousePage
from media.models import Licence

from .told import Named

_NETWORKS = {"telegram": "Telegram", "instagram": "Instagram", "youtube": "YouTube"}


def people(users, password) -> dict[str, User]:
    """Make the people of the desk; one password opens all of them."""
    groups = {group.name: group for group in Group.objects.all()}
    hashed, people = make_password(password), {}
    for user in users:
        names = {name: user[name] for name in ("username", "first_name", "last_name")}
        people[user["username"]] = User.objects.create(**names, password=hashed, is_staff=True)
        people[user["username"]].groups.add(groups[user["role"]])
    return people


def house(told, names, people):
    """Describe the house and its sections, unless somebody has described it already."""
    own, fields = told.house, {f.name for f in House._meta.fields}
    if not House.objects.exists():
        said = {name: text for name, text in own.items() if name in fields}
        said |= {
            "address": own.get("address_kk", own.get("address", "")),
            "age_mark": dict(map(reversed, AgeMark.choices))[own["age_mark"]],
            "social_links": [
                {"name": _NETWORKS.get(link["network"], link["network"]), "url": link["url"]}
                for link in own.get("social", [])
            ],
        }
        House.objects.create(pk=1, **said)
    for each in told.categories:
        more = {"name_ru": each["ru"], "name_en": each["en"]}
        more |= {"colour": each["colour"], "order": each["order"]}
        parent = Named(each["parent"]) if "parent" in each else None
        names.category(Named(each["kk"], each["slug"], more, parent))
    for each in told.pages:
        said = {f"name_{code}": each[code] for code in ("kk", "ru", "en")}
        said |= {name: each[name] for name in each if name.startswith("body_")}
        HousePage.objects.get_or_create(slug=each["slug"], defaults=said | {"order": each["order"]})
    for each in told.agencies:
        names.agency(Named(each["name"], more={"link": each.get("url", "")}))
    for each in told.topics:
        more = {"name_ru": each["ru"], "name_en": each["en"]}
        more["description_kk"] = each.get("description", "")
        names.topic(Named(each["kk"], each["slug"], more))
    for each in told.authors:
        author = names.author(
            Named(each["name"], each["slug"], {"biography": each.get("biography", "")})
        )
        if user := people.get(each.get("user")):
            author.user = user
            author.save(update_fields=["user"])


def plan(told, names, people, today: date):
    """Put down what is to be covered in the days around the one on which the demo is loaded."""
    kinds = {each["slug"]: each["kk"] for each in told.categories}
    for each in told.events:
        at, until = (
            time.fromisoformat(each[name]) if name in each else None for name in ("time", "until")
        )
        last = today + timedelta(days=each["last_day"]) if "last_day" in each else None
        events.put_down(
            by=people["redaktor"],
            when=events.When(today + timedelta(days=each["day"]), at, last, until),
            what=each["what"],
            place=each["place"],
            note=each.get("note", ""),
            region=names.region(each["region"]),
            category=names.category(Named(kinds[each["category"]], each["category"])),
            reporter=people.get(each.get("reporter")),
            photographer=people.get(each.get("photographer")),
        )


def credit(each) -> dict:
    """Return a credit as `Names.credit` takes it; a plain word may be one of the ready lines."""
    licence = each["licence"] if each["licence"] in Licence.values else Licence.PERMISSION
    if "photographer" not in each and "url" not in each:
        return {"source": each["source"]}
    return {
        "photographer": each.get("photographer", ""),
        "source": each.get("source", ""),
        "link": each.get("url", ""),
        "licence": licence,
    }
