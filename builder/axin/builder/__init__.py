"""What was designed, and is it valid: schemas, formulas, checks, plans, drafts, versions."""
