"""A firm's upload links: made and ended by its administrators, with the files that came and the trail."""
