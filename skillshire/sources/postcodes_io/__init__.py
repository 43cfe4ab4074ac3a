"""postcodes.io, an open look-up of postcodes. Only commands ask it; pages use our own directory."""
