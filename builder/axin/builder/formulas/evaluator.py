"""From the typed tree to Python closures."""

from axin.builder.formulas.values import Context, Env, MappingEnv

__all__ = ["Context", "Env", "MappingEnv"]
