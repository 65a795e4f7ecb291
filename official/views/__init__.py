"""Pages of official data: the files taken in, and the inbox of what they propose."""
