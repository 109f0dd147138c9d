"""The imports that the onboarding team does for a firm, as both sides see them."""
