"""What a statement is and when it is believed: pure."""
