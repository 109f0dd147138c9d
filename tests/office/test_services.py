"""Services that firms ask for: at the price they saw, answered by those of the team who may."""

from __future__ import annotations

import re
import secrets
from decimal import Decimal

import pytest
from django.test import Client

from carnet.contract import CarnetError
from carnet.language import Language, Text
from carnet.office import members
from carnet.office.cases import keep
from carnet.office.cases.states import Way
from carnet.office.models import ServiceOffer, User
from carnet.office.roles import Role, TeamRole
from carnet.office.services import requests
from carnet.office.services.catalogue import Offer, offer, offers, write
from carnet.office.services.states import RequestState, Service

pytestmark = pytest.mark.usefixtures("office")


def somebody(firm: str = "", role: Role = Role.ADMINISTRATOR, team: TeamRole = TeamRole.NONE) -> User:
    """A user, with a place at the firm."""
    user = User.objects.create_user(f"{secrets.token_hex(6)}@example.com", None, team=team)
    if firm:
        members.join(user, firm, role)
    return user


def a_firm() -> str:
    """The key of a new firm."""
    from carnet.book.models import Firm
    from carnet.book.setup import open_book

    book = open_book(firm=f"Firm {secrets.token_hex(6)}")
    return Firm.objects.using(book.using).get(pk=book.firm).key


@pytest.fixture(scope="module")
def firm(office: None) -> str:
    """The key of a firm."""
    return a_firm()


def test_carnet_comes_with_prices_and_a_changed_one_leaves_what_was_asked_for_as_it_was(firm: str) -> None:
    assert [one.price for one in offers()] == [0, 0, 299, 3999]
    asked = requests.ask(firm, somebody(firm), Service.ASSISTED, Language.FR, " Bonjour ")
    write(Offer(Service.ASSISTED, Decimal(350), "CAD", Text("All", "Tout")))
    try:
        assert (offer(Service.ASSISTED).price, offer(Service.ASSISTED).currency) == (Decimal(350), "CAD")
        kept = requests.of_firm(firm).get(key=asked.key)
        assert (kept.price, kept.currency, kept.message) == (Decimal(299), "USD", "Bonjour")
        assert kept.remark == "ou compris dans votre abonnement"
    finally:
        ServiceOffer.objects.all().delete()
        requests.withdraw(firm, asked.key)


def test_what_the_team_accepts_becomes_a_case_with_the_words_of_the_firm(firm: str) -> None:
    by, lead = somebody(firm), somebody(team=TeamRole.LEAD)
    asked = requests.ask(firm, by, Service.ASSISTED, Language.FR, "Nous utilisons Canopy.")
    with pytest.raises(CarnetError, match=r"service_request\.open"):
        requests.ask(firm, by, Service.ASSISTED, Language.FR)
    case = requests.accept(asked.key, lead, "Avec plaisir").case
    assert case
    assert keep.found(firm, case.key).assignee == lead
    assert (case.way, case.language, case.contact) == (Way.ASSISTED, "fr", by.email)
    assert [one.text for one in case.remarks.all()] == ["Nous utilisons Canopy."]
    assert members.of_firm(firm).get(user=lead).role == Role.SPECIALIST
    for late in (lambda: requests.decline(asked.key, lead, ""), lambda: requests.withdraw(firm, asked.key)):
        with pytest.raises(CarnetError, match=r"service_request\.changed"):
            late()
    assert keep.of_firm(firm).count() == 1


def test_a_specialist_answers_for_the_firms_given_to_them_alone(firm: str) -> None:
    given, stranger = (somebody(one, Role.SPECIALIST, TeamRole.SPECIALIST) for one in (firm, a_firm()))
    asked = requests.ask(firm, somebody(firm), Service.LINK, Language.EN)
    nobody = somebody(firm)
    for other in (stranger, nobody):
        assert asked.key not in {one.key for one in requests.waiting(other)}
        with pytest.raises(CarnetError, match=r"service_request\.unknown"):
            requests.accept(asked.key, other, "")
    with pytest.raises(CarnetError, match=r"service_request\.unknown"):
        requests.withdraw(a_firm(), asked.key)
    declined = requests.decline(asked.key, given, "Not before May.")
    assert (declined.state, declined.case) == (RequestState.DECLINED, None)


def test_only_a_lead_sets_prices_and_a_currency_must_be_one(firm: str) -> None:
    answers = []
    for user in (somebody(firm), somebody(firm, team=TeamRole.SPECIALIST), somebody(team=TeamRole.LEAD)):
        client = Client(headers={"host": "localhost"})
        client.force_login(user)
        given = {"price": "10", "currency": "ZZZ", "includes_en": "All", "includes_fr": "Tout"}
        answers.append(client.post("/services/assisted/edit/", given))
    assert [one.status_code for one in answers] == [403, 403, 422]
    assert "“ZZZ” is not a currency" in answers[-1].content.decode()
    assert not ServiceOffer.objects.exists()


def browser(user: User, language: str) -> Client:
    """That of somebody who reads a language."""
    client = Client(headers={"host": "localhost", "accept-language": language})
    client.force_login(user)
    return client


def test_the_pages_lead_a_firm_from_the_choice_to_the_answer_of_the_team(office: None) -> None:
    firm = a_firm()
    here, there = browser(somebody(firm), "fr"), browser(somebody(team=TeamRole.LEAD), "en")
    catalogue = here.get("/services/").content.decode()
    for shown in ("Gratuit", "3\u202f999\u00a0$US", "Aucun paiement n’est demandé ici"):
        assert shown in catalogue
    assert here.get("/services/self/").headers["location"] == "/import/"
    assert "299\u00a0$US" in here.get("/services/assisted/").content.decode()
    here.post("/services/assisted/", {"message": "Nous utilisons Canopy."})
    assert here.post("/services/assisted/", {}).status_code == 422
    asked = requests.of_firm(firm).get()
    waiting = there.get("/services/requests/").content.decode()
    assert "Nous utilisons Canopy." in waiting
    sent = {"answer": "accept", "word": "Avec plaisir."}
    told = there.post(f"/services/requests/{asked.key}/answer/", sent, follow=True).content.decode()
    assert "Accepted: Assisted import for Firm" in told
    case = requests.of_firm(firm).get().case
    assert case
    assert f"/cases/{case.key}/" in told
    here.post("/services/onboarding/", {})
    asked = requests.of_firm(firm)[0]
    assert re.search(r'"/services/requests/".*<span[^>]*>\d+</span>', there.get("/team/").content.decode())
    led = there.post(f"/services/requests/{asked.key}/answer/", {"answer": "accept"}, follow=True)
    assert led.redirect_chain == [("/onboarding/new/", 302)]
    answered = here.get("/services/").content.decode()
    assert "Acceptée" in answered
    assert "Avec plaisir." in answered
    assert here.post(f"/services/requests/{asked.key}/withdraw/").status_code == 409
