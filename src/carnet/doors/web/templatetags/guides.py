"""What a provider's guide needs on a page."""

from __future__ import annotations

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from carnet.doors.web.templatetags.words import current
from carnet.language import Text
from carnet.providers.layout import Guide, Provider, providers

register = template.Library()
_ON_SCREEN = re.compile(r"\*([^*]+)\*")


@register.filter
def guide_of(name: str) -> Guide | None:
    """The guide of a provider by its name; of a name that is none, the one for any other program."""
    known = providers()
    return known[name].guide if name in known else known["other"].guide


@register.simple_tag
def guided() -> list[Provider]:
    """The providers with a guide, by their titles; any other program comes last."""
    found = [one for one in providers().values() if one.guide]
    return sorted(found, key=lambda one: (one.name == "other", one.title.en))


@register.filter
def step(value: Text) -> SafeString:
    """A guide's text; what stands on the provider's screen is in bold."""
    return mark_safe(_ON_SCREEN.sub(r"<b>\1</b>", str(escape(value(current())))))
