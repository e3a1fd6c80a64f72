"""The headless face: one small module per verb group. Same services as the window; never a traceback."""
