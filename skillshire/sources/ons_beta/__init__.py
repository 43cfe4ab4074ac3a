"""The Office for National Statistics' beta API: datasets, editions, versions, and each version's CSV."""
