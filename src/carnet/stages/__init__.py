"""How a source file becomes a plan: one package or module a stage, named by the verb.

A stage works on whole columns and does not know another stage; only the pipeline knows their order.
"""
