"""The fields of a work item: what a firm does for a client, until when, and who does it.

Beside ``FIELDS``, which are those of contacts. Sources: Karbon's work items (title, type, status, assignee,
dates, repeats, budget) and its five primary statuses; the headers of other tools' exports of jobs and tasks.
"""

from __future__ import annotations

from collections.abc import Mapping

from carnet.catalog import choices
from carnet.catalog.fields import FIELDS, Field, FieldType
from carnet.language import Text

_T = FieldType

_FIELDS = (
    Field("work.client", _T.TEXT, Text("Client", "Client"),
          headers=("client name", "customer", "customer name", "account name", "account", "client / account",
                   "contact name", "company", "nom du client", "compte", "société", "dossier client"),
          example="Blue Gum Nursery Pty Ltd",
          help=Text("The client of the book, by its exact name.",
                    "Le client du carnet, par son nom exact.")),
    Field("work.client_identifier", _T.IDENTIFIER, Text("Client Identifier", "Identifiant du client"),
          headers=("client id", "client code", "client number", "client no", "client ref", "customer id",
                   "account id", "account number", "code client", "numéro de client", "n° client",
                   "no client", "référence client"),
          example="BGN-001",
          help=Text("Finds the client where names are alike.",
                    "Trouve le client quand des noms se ressemblent.")),
    Field("work.title", _T.TEXT, Text("Work Title", "Titre du travail"),
          headers=("title", "work", "work name", "work item", "work item title", "job", "job name",
                   "job title", "task", "task name", "task title", "project", "project name", "engagement",
                   "engagement name", "assignment", "subject", "deliverable", "intitulé", "titre",
                   "nom du travail", "travail", "tâche", "nom de la tâche", "mission", "nom de la mission",
                   "mandat", "projet", "nom du projet", "objet", "libellé"),
          limit=200, example="Monthly bookkeeping, October",
          help=Text("Required.", "Obligatoire.")),
    Field("work.type", _T.TEXT, Text("Work Type", "Type de travail"),
          headers=("type", "job type", "task type", "project type", "category", "job category", "service",
                   "service type", "work template", "job template", "template", "pipeline",
                   "type de tâche", "type de mission", "catégorie", "prestation", "modèle"),
          example="Bookkeeping"),
    Field("work.status", _T.CHOICE, Text("Work Status", "Statut du travail"),
          headers=("status", "state", "job status", "job state", "task status", "project status",
                   "current status", "stage", "statut", "état", "avancement", "étape"),
          choices=choices.WORK_STATUSES, example="Planned"),
    Field("work.assignee", _T.TEXT, Text("Assignee", "Responsable du travail"),
          headers=("assignees", "assigned to", "assigned", "assigned staff", "assigned user",
                   "work owner", "task owner", "owner", "manager", "job manager", "staff", "staff member",
                   "preparer", "responsible", "team member", "responsable", "attribué à", "assigné à",
                   "affecté à", "collaborateur", "gestionnaire", "chargé de dossier"),
          example="Jo Park",
          help=Text("A colleague of the firm.", "Un collègue du cabinet.")),
    Field("work.start_date", _T.DATE_AHEAD, Text("Start Date", "Date de début"),
          headers=("start", "starts", "start on", "begin date", "date started", "planned start",
                   "planned start date", "début", "commence le", "date de commencement", "date de départ"),
          example="2026-10-01"),
    Field("work.due_date", _T.DATE_AHEAD, Text("Due Date", "Date d'échéance"),
          headers=("due", "due on", "due by", "date due", "deadline", "deadline date", "end date",
                   "target date", "internal due date", "client due date", "job due date", "task due date",
                   "échéance", "date limite", "à rendre le", "date de fin", "délai"),
          example="2026-10-31"),
    Field("work.repeats", _T.RECURRENCE, Text("Repeats", "Répétition"),
          headers=("repeat", "recurrence", "recurring", "frequency", "repeat frequency",
                   "recurrence frequency", "schedule", "repeating schedule", "work schedule", "récurrence",
                   "fréquence", "périodicité", "se répète"),
          example="Monthly",
          help=Text("Such as Weekly, Monthly, Quarterly, Every 6 months.",
                    "Par exemple Hebdomadaire, Mensuel, Trimestriel, Tous les 6 mois.")),
    Field("work.budget_hours", _T.HOURS, Text("Budgeted Hours", "Heures prévues"),
          headers=("budget hours", "budget (hours)", "hours budgeted", "hours budget", "estimated hours",
                   "time budget", "budgeted time", "estimated time", "planned hours", "hours",
                   "budget d'heures", "budget heures", "budget (heures)", "heures budgétées",
                   "temps prévu", "temps budgété", "heures"),
          example="6.5"),
    Field("work.budget_amount", _T.MONEY, Text("Budget Amount", "Montant du budget"),
          headers=("budgeted amount", "budget ($)", "budget value", "fee", "fees", "job budget",
                   "fixed fee", "price", "quoted amount", "estimated fee", "honoraires", "montant",
                   "montant prévu", "montant budgété", "budget (€)", "prix", "forfait"),
          example="1200"),
    Field("work.description", _T.NOTE, Text("Description", "Description"),
          headers=("work description", "job description", "task description", "details", "notes",
                   "comments", "remarques", "détails", "commentaires"),
          example="Bank feeds, payables, GST"),
)  # fmt: skip

WORK_FIELDS: Mapping[str, Field] = {entry.id: entry for entry in _FIELDS}
ALL_FIELDS: Mapping[str, Field] = {**FIELDS, **WORK_FIELDS}
