"""What an administrator says of an upload link."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError

from carnet.doors.web.forms import LANGUAGES, Spoken
from carnet.doors.web.templatetags.words import current
from carnet.language import Language, Text
from carnet.office.cases import keep as cases
from carnet.office.cases.states import Way
from carnet.office.drops.links import Terms
from carnet.office.models import Case, User

_LONGEST = 366  # days that a link may work
_USUAL = 14  # days
_MB = 1_000_000  # bytes
_LABELS = {
    "purpose": Text("What the files are for", "À quoi servent les fichiers"),
    "until": Text("Last day on which it works", "Dernier jour où il fonctionne"),
    "megabytes": Text("Most MB, all files together", "Mo au plus, tous les fichiers ensemble"),
    "most_files": Text("Most files", "Nombre de fichiers au plus"),
    "kept_days": Text(
        "Days that a file is kept, then it is erased", "Jours de conservation d’un fichier, ensuite effacé"
    ),
    "passphrase": Text("A passphrase, if you want one", "Une phrase de passe, si vous en voulez une"),
    "corrections": Text(
        "Return what is to be corrected on this link", "Renvoyer par ce lien ce qui est à corriger"
    ),
    "spoken": Text("The firm’s language", "La langue du cabinet"),
    "contact": Text("Email of the person to tell", "Courriel de la personne à prévenir"),
}
_HELP = {
    "contact": Text(
        "They are told when something is to be corrected or signed off; if left empty, the firm’s "
        "administrators are.",
        "Elle est prévenue quand il y a quelque chose à corriger ou à approuver ; si vide, ce sont les "
        "administrateurs du cabinet.",
    ),
    "purpose": Text("Whoever opens the link reads this.", "La personne qui ouvre le lien lit ce texte."),
    "passphrase": Text(
        "At least 8 characters. Tell it by another way than the link, such as by phone; it is not shown "
        "again.",
        "Au moins 8 caractères. Communiquez-la par une autre voie que le lien, par exemple au téléphone ; "
        "elle ne sera plus affichée.",
    ),
    "corrections": Text(
        "Whoever has the link then sees the rows of their files that are to be corrected, and nothing of "
        "your book. Protect it with a passphrase.",
        "La personne qui a le lien voit alors les lignes de ses fichiers qui sont à corriger, et rien de "
        "votre carnet. Protégez-le par une phrase de passe.",
    ),
}
_PAST = Text(
    "Choose a day from today on, within a year.", "Choisissez un jour à partir d’aujourd’hui, dans l’année."
)


class Until(Spoken):
    """The last day of a link."""

    labels = _LABELS
    helps = _HELP

    until = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, data: object = None) -> None:
        super().__init__(data, initial={"until": date.today() + timedelta(days=_USUAL)})

    def clean_until(self) -> date:
        """A day that is not over, and not far away."""
        day: date = self.cleaned_data["until"]
        if not date.today() <= day <= date.today() + timedelta(days=_LONGEST):
            raise ValidationError(_PAST(current()))
        return day

    @property
    def moment(self) -> datetime:
        """The end of that day, on the clock of the machine that serves the page."""
        return datetime.combine(self.cleaned_data["until"], time(23, 59, 59)).astimezone()


class Asked(Until):
    """A new link."""

    purpose = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    megabytes = forms.IntegerField(min_value=1, max_value=20_000, initial=500)
    most_files = forms.IntegerField(min_value=1, max_value=500, initial=20)
    kept_days = forms.IntegerField(min_value=1, max_value=365, initial=30)
    passphrase = forms.CharField(
        required=False, min_length=8, max_length=200, strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    corrections = forms.BooleanField(required=False)
    spoken = forms.ChoiceField(choices=LANGUAGES)
    contact = forms.EmailField(required=False)
    field_order = (
        "purpose", "corrections", "spoken", "contact", "until", "megabytes", "most_files", "kept_days",
        "passphrase",
    )  # fmt: skip

    def __init__(self, data: object = None, case: Case | None = None, *, team: bool = False) -> None:
        super().__init__(data)
        self.fields["spoken"].initial = current().value
        if case:
            self.fields["purpose"].initial = case.title
        if case or not team:
            for name in ("corrections", "spoken", "contact"):
                del self.fields[name]

    def begun(self, firm: str, by: User) -> Case | None:
        """The case that is to begin with the link; None where it only takes files."""
        given = self.cleaned_data
        if not given.get("corrections"):
            return None
        title = " ".join(given["purpose"].split())[:200]
        language = Language(given["spoken"])
        return cases.begin(firm, by, Way.LINK, title, language, contact=given["contact"])

    @property
    def terms(self) -> Terms:
        """What the link is made for."""
        given = self.cleaned_data
        return Terms(
            purpose=given["purpose"], until=self.moment, most_bytes=given["megabytes"] * _MB,
            most_files=given["most_files"], passphrase=given["passphrase"], kept_days=given["kept_days"],
        )  # fmt: skip
