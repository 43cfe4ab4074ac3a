"""A synthetic county: invented people in a real one's districts, to try the office on."""
