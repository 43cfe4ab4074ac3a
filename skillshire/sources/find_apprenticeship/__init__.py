"""Find an apprenticeship, where employers advertise, over its Display Advert API (version 2)."""
