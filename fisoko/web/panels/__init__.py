"""Components: a Panel class here, its browser module of the same stem in assets."""
