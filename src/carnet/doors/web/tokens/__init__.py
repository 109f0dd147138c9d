"""Tokens with which programs use the API in a person's name: made, listed and revoked."""
