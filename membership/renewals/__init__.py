"""The year's renewals: opened once, each school asked, reminded, and put down as in, declined or withdrawn."""
