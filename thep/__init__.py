"""Settings, the academic year and the embedded database: what every room stands on."""
