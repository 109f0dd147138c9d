"""Words, numbers, dates and countries in the reader's language.

Every sentence stands in both languages where it is shown, so that none can be forgotten in one of them.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from carnet.findings import rules
from carnet.language import Language, Text

register = template.Library()
_FREE = Text("Free", "Gratuit")
Text.do_not_call_in_templates = True  # type: ignore[attr-defined]  # Django would call it without a language


def current() -> Language:
    """The language of the page that is being made."""
    return Language.FR if (get_language() or "en").startswith("fr") else Language.EN


def _locale() -> Locale:
    return Locale.parse("fr" if current() is Language.FR else "en")


def _filled(wording: str, values: dict[str, object]) -> SafeString:
    if not values:
        return mark_safe(wording)
    return mark_safe(wording % {name: conditional_escape(_shown(value)) for name, value in values.items()})


def _shown(value: object) -> str:
    if isinstance(value, SafeString):
        return value
    return number(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)


@register.simple_tag
def say(english: str, french: str, **values: object) -> SafeString:
    """A text in the page's language: ``{% say "Hello %(name)s" "Bonjour %(name)s" name=user %}``.

    The wordings are the template's own and may hold markup; the values are escaped.
    """
    return _filled(french if current() is Language.FR else english, values)


@register.simple_tag
def plural(
    count: int, one: str, more: str, french_one: str, french_more: str, **values: object
) -> SafeString:
    """A text that depends on a number; ``%(n)s`` is the number. French has one for 0 and 1 (CLDR)."""
    french = current() is Language.FR
    singular = count < 2 if french else count == 1
    wording = (french_one if singular else french_more) if french else (one if singular else more)
    return _filled(wording, {"n": count, **values})


@register.filter
def text(value: Text) -> str:
    """A two-language text in the page's language."""
    return value(current())


@register.filter
def lines(value: str) -> list[str]:
    """The lines of a text that hold something."""
    return [line.strip() for line in value.splitlines() if line.strip()]


@register.filter
def number(value: object) -> str:
    """A number with the language's separators."""
    return "" if value is None else format_decimal(value, locale=_locale())  # type: ignore[arg-type]


@register.filter
def money(amount: Decimal, currency: str) -> str:
    """An amount in a currency (ISO 4217), without cents where there are none; nothing at all is free."""
    if not amount:
        return _FREE(current())
    pattern = _locale().currency_formats["standard"].pattern
    if amount == amount.to_integral_value():
        pattern = pattern.replace(".00", "")
    return format_currency(amount, currency, pattern, locale=_locale(), currency_digits=False)


@register.filter
def percent(value: float | None) -> str:
    """A share between 0 and 1 as percent."""
    return "" if value is None else format_percent(value, locale=_locale())


@register.filter
def certainty(probability: float) -> str:
    """How sure a suspicion is, as percent: never the whole, for it is none."""
    parts = 1000 if probability >= 0.99 else 100
    share = min(int(probability * parts) / parts, 0.999)
    form = "#,##0.#%" if current() is Language.EN else "#,##0.#\u202f%"
    return format_percent(share, form, locale=_locale())


@register.filter
def day(value: date | datetime | str | None) -> str:
    """A date, in words; ISO text is taken too, and shown as it is where it is no date."""
    if not value:
        return ""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value[:10])
        except ValueError:
            return str(value)
    return format_date(value, "long", locale=_locale())


@register.filter
def moment(value: datetime | None) -> str:
    """A moment, on the clock of the machine that serves the page."""
    return "" if value is None else format_datetime(value.astimezone(), "medium", locale=_locale())


@register.filter
def appointment(value: datetime) -> str:
    """When something takes place: weekday, day, time, and whose clock that is, the one of this machine."""
    here = value.astimezone()
    day, hour = format_date(here, "full", locale=_locale()), format_time(here, "short", locale=_locale())
    return f"{day}, {hour} {here.tzname()}"


@register.filter
def country(code: str | None) -> str:
    """A country's name for its ISO 3166-1 code."""
    return "" if not code else _locale().territories.get(code, code)


@register.filter
def size(count: int) -> str:
    """A number of bytes."""
    units = ("o", "ko", "Mo", "Go") if current() is Language.FR else ("B", "kB", "MB", "GB")
    step, value = 0, float(count)
    while value >= 1000 and step < len(units) - 1:
        step, value = step + 1, value / 1000
    rounded = round(value, 1 if step and value < 10 else None)
    return f"{format_decimal(rounded, locale=_locale())}\u00a0{units[step]}"


@register.filter
def severity(code: str) -> str:
    """The severity of a finding's code."""
    return rules()[code].severity.value
