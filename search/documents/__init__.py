"""What is found: pages of every kind as documents."""
