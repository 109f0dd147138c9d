"""The addresses of imports; each module of this package adds its own."""

from ninja import Router

routes = Router(tags=["Imports"])
