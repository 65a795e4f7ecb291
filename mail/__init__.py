"""Messages out: each a template with its subject, text and HTML, sent once its transaction is committed."""
