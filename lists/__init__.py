"""Lists that people work from: from one declaration its page, CSV and Excel file, with the same rows in them."""
