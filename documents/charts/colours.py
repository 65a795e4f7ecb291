"""The house's colours, as its pages have them."""

INK, SOFT, RULE, PAPER = "#17202b", "#5a6674", "#d9ddd8", "#ffffff"
