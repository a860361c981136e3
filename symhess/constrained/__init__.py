"""Functions on constraint sets and closed regions: a problem comes in, its candidates and extrema go out."""
