"""What the office keeps. Rows of a firm carry the firm's key: its book may be in another database."""

from carnet.office.models.answers import KeptAnswer
from carnet.office.models.cases import Case, CaseEvent, CaseVersion, Notice, Remark
from carnet.office.models.drafts import Draft, DraftFile
from carnet.office.models.drops import Drop, DropEvent, DropFile
from carnet.office.models.errands import Errand
from carnet.office.models.lists import ListLayout, SavedView
from carnet.office.models.onboarding import (
    Attendee,
    Plan,
    PlanStage,
    PlanTask,
    PlanTemplate,
    TemplateStage,
    TemplateTask,
    Training,
)
from carnet.office.models.people import Invitation, Membership, User
from carnet.office.models.services import ServiceOffer, ServiceRequest
from carnet.office.models.tokens import ApiToken

__all__ = [
    "ApiToken",
    "Attendee",
    "Case",
    "CaseEvent",
    "CaseVersion",
    "Draft",
    "DraftFile",
    "Drop",
    "DropEvent",
    "DropFile",
    "Errand",
    "Invitation",
    "KeptAnswer",
    "ListLayout",
    "Membership",
    "Notice",
    "Plan",
    "PlanStage",
    "PlanTask",
    "PlanTemplate",
    "Remark",
    "SavedView",
    "ServiceOffer",
    "ServiceRequest",
    "TemplateStage",
    "TemplateTask",
    "Training",
    "User",
]
