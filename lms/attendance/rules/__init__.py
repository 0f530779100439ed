"""Pure decisions of attendance: no database, no Django."""
