"""The sentences about values that cannot be kept: in a form nothing is set aside, so they say only what to
write."""

from __future__ import annotations

from carnet.catalog import FieldType
from carnet.findings import Severity, rule

rule(
    "typed.email",
    Severity.ERROR,
    en="“%(value)s” is not an email address. Write it as name@example.com.",
    fr="« %(value)s » n'est pas une adresse électronique. Écrivez-la comme nom@example.com.",
)
rule(
    "typed.phone",
    Severity.ERROR,
    en="“%(value)s” is not a phone number. Write its digits with the area code, or begin with + and the "
    "country code.",
    fr="« %(value)s » n'est pas un numéro de téléphone. Écrivez ses chiffres avec l'indicatif, ou commencez "
    "par + et le code du pays.",
)
rule(
    "typed.website",
    Severity.ERROR,
    en="“%(value)s” is not the address of a website. Write it as www.example.com, with or without https://.",
    fr="« %(value)s » n'est pas l'adresse d'un site Web. Écrivez-la comme www.example.com, avec ou sans "
    "https://.",
)
rule(
    "typed.social",
    Severity.ERROR,
    en="“%(value)s” is neither a link to a profile at %(detail)s nor a profile's name. Write the link, or "
    "the name without spaces.",
    fr="« %(value)s » n'est ni un lien vers un profil %(detail)s ni le nom d'un profil. Écrivez le lien, ou "
    "le nom sans espaces.",
)
rule(
    "typed.date",
    Severity.ERROR,
    en="“%(value)s” is not a date of the calendar, or can be read in two ways. Write it as 1984-03-27: year, "
    "month, day.",
    fr="« %(value)s » n'est pas une date du calendrier, ou peut se lire de deux façons. Écrivez-la comme "
    "1984-03-27 : année, mois, jour.",
)
rule(
    "typed.day",
    Severity.ERROR,
    en="“%(value)s” is not a day of a month. Write a number from 1 to 31.",
    fr="« %(value)s » n'est pas un jour du mois. Écrivez un nombre de 1 à 31.",
)
rule(
    "typed.month",
    Severity.ERROR,
    en="“%(value)s” is not a month. Write a number from 1 to 12, or the month's name.",
    fr="« %(value)s » n'est pas un mois. Écrivez un nombre de 1 à 12, ou le nom du mois.",
)
rule(
    "typed.no_such_day",
    Severity.ERROR,
    en="Month %(detail)s has no day %(value)s. Correct the day or the month of the year end.",
    fr="Le mois %(detail)s n'a pas de jour %(value)s. Corrigez le jour ou le mois de fin d'exercice.",
)
rule(
    "typed.money",
    Severity.ERROR,
    en="“%(value)s” is not an amount, or can be read in two ways. Write it in digits, such as 1234567.89.",
    fr="« %(value)s » n'est pas un montant, ou peut se lire de deux façons. Écrivez-le en chiffres, comme "
    "1234567.89.",
)
rule(
    "typed.number",
    Severity.ERROR,
    en="“%(value)s” does not have the form of this number, which is %(detail)s. Compare it with the official "
    "document.",
    fr="« %(value)s » n'a pas la forme de ce numéro, qui est %(detail)s. Comparez avec le document officiel.",
)
rule(
    "typed.number_cut",
    Severity.ERROR,
    en="“%(value)s” is not the whole number. Write it as the official document shows it.",
    fr="« %(value)s » n'est pas le numéro entier. Écrivez-le comme sur le document officiel.",
)
rule(
    "typed.country",
    Severity.ERROR,
    en="“%(value)s” is no country that we know. Write the country's full name, such as Canada, or its "
    "two-letter code.",
    fr="« %(value)s » n'est pas un pays connu. Écrivez le nom complet du pays, comme Canada, ou son code à "
    "deux lettres.",
)
rule(
    "typed.text",
    Severity.ERROR,
    en="“%(value)s” holds nothing that can be kept. Write a text, or leave the field empty.",
    fr="« %(value)s » ne contient rien à conserver. Écrivez un texte, ou laissez le champ vide.",
)

OF_TYPE = {
    FieldType.DATE: "typed.date",
    FieldType.DAY: "typed.day",
    FieldType.MONTH: "typed.month",
    FieldType.MONEY: "typed.money",
    FieldType.CHOICE: "choice.unknown",
    FieldType.REGISTRATION: "typed.number",
}
