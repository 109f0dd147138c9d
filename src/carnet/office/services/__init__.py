"""The four ways to import, their prices, and what firms asked for.

states: the services, and how a request stands; catalogue: what each includes and costs; requests: asked,
answered, withdrawn.
"""
