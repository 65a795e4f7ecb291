"""Ofsted: schools inspected, grades on a day, the movements between two days, and the national figures."""
