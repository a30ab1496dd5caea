"""The JSON Schemas (draft 2020-12) of the definition language: what the forms are drawn from and documents are held to."""
