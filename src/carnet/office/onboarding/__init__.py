"""Full onboarding: how a firm is brought in, step by step.

states: kinds of tasks, and whose they are; default: the template that Carnet comes with; templates: edited by
the team; plans: made from one for a firm, and how far they are; trainings: sessions, who came; invitation: a
session for a calendar.
"""
