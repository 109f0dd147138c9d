"""Full onboarding: a firm's plan for both sides, training sessions, what was delivered, and the templates."""
