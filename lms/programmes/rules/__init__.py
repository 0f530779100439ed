"""Pure rules of programmes."""
