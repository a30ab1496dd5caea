"""Pinned runs: real runs kept as proofs, taken again whenever what they ran by is about to change."""
