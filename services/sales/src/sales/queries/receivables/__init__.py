"""What customers owe, asked for."""
