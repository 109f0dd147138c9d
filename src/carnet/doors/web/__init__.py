"""The web app: pages that check who asks, make one call and show the result."""
