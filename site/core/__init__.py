"""What every app stands on: no domain nouns. Its only tables are the outbox and the audit log."""
