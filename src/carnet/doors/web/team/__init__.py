"""The onboarding team: its board, its people, and the firms that each was given."""
