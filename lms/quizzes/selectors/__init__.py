"""What quiz pages show."""
