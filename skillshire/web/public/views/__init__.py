"""The public pages. A view reads the address, asks one page module, and draws."""
