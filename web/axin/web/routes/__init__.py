"""The HTTP doors of the product, one file per subject."""
