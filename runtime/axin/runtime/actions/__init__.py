"""What a step can do. Each action is a registered unit under the id of its manifest in the catalogue."""
