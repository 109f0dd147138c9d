"""The ways to import with their prices: chosen by a firm, answered and priced by the team."""
