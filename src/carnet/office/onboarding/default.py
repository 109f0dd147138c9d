"""The template that Carnet comes with: the team edits it as any other."""

from __future__ import annotations

from carnet.language import Text
from carnet.office.onboarding.states import Side, TaskKind

Task = tuple[TaskKind, Side, int, Text]  # with the day after the start on which it is due
NAME = Text("Full onboarding", "Intégration complète")
STAGES: tuple[tuple[Text, tuple[Task, ...]], ...] = (
    (
        Text("Preparation", "Préparation"),
        (
            (TaskKind.OTHER, Side.TEAM, 0, Text("First meeting: goals, dates, who does what",
                                                "Première rencontre : objectifs, dates, rôles")),
            (TaskKind.OTHER, Side.FIRM, 2, Text("Name the person who answers questions and decides",
                                                "Désigner la personne qui répond aux questions et décide")),
        ),
    ),
    (
        Text("Your contacts", "Vos contacts"),
        (
            (TaskKind.EXPORT, Side.FIRM, 5, Text("Export your data", "Exporter vos données")),
            (TaskKind.OTHER, Side.TEAM, 8, Text("Check the export, return what must be corrected",
                                                "Vérifier l’export, renvoyer ce qui est à corriger")),
            (TaskKind.OTHER, Side.FIRM, 12, Text("Correct what was returned",
                                                 "Corriger ce qui a été renvoyé")),
            (TaskKind.CONTACTS, Side.TEAM, 14, Text("Import the contacts", "Importer les contacts")),
            (TaskKind.OTHER, Side.FIRM, 16, Text("Look through the imported contacts",
                                                 "Parcourir les contacts importés")),
        ),
    ),
    (
        Text("How you work", "Vos façons de faire"),
        (
            (TaskKind.REVIEW, Side.TEAM, 18, Text("Review how work comes in and is shared out",
                                                  "Examiner comment le travail arrive et se répartit")),
            (TaskKind.OTHER, Side.FIRM, 21, Text("Decide on types of work, statuses and repeats",
                                                 "Choisir les types de travaux, les statuts et "
                                                 "les récurrences")),
        ),
    ),
    (
        Text("Your work", "Vos travaux"),
        (
            (TaskKind.OTHER, Side.FIRM, 23, Text("List the work in hand", "Lister les travaux en cours")),
            (TaskKind.WORK, Side.TEAM, 26, Text("Import the work", "Importer les travaux")),
        ),
    ),
    (
        Text("Training", "Formation"),
        (
            (TaskKind.TRAINING, Side.TEAM, 28, Text("Training for administrators",
                                                    "Formation des administrateurs")),
            (TaskKind.TRAINING, Side.TEAM, 30, Text("Training for the whole firm",
                                                    "Formation de tout le cabinet")),
            (TaskKind.TRAINING, Side.TEAM, 44, Text("Questions after two weeks of use",
                                                    "Questions après deux semaines d’utilisation")),
        ),
    ),
    (
        Text("Close", "Clôture"),
        (
            (TaskKind.OTHER, Side.TEAM, 45, Text("Go through the record of what was delivered",
                                                 "Parcourir ensemble le relevé de ce qui a été réalisé")),
        ),
    ),
)  # fmt: skip
