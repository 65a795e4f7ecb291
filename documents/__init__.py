"""What a report is made of, and its formats. Holds no models: it is handed rows and gives back text and files."""
