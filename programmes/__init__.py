"""What schools take part in: networks, projects, conferences and leadership programmes."""
