"""Pure decisions about collections."""
