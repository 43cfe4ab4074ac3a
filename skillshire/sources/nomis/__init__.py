"""Nomis, the labour market service of the Office for National Statistics: its API, version 01."""
