"""Ofsted's inspections under its three regimes, and the national figures beside them."""
