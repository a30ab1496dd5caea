"""Long work as durable chunks: imports, exports, bulk edits, undo.

A job is a row and a step function. Each call of the step is one transaction of the tenant, in which its work and its new state
commit together: a killed worker neither loses nor doubles a chunk.
"""
