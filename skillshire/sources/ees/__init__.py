"""The Department for Education's Explore Education Statistics, over its public API (version 1)."""
