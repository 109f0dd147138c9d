"""Who works with the books and what they have in hand: users, firms and roles, imports in preparation."""
