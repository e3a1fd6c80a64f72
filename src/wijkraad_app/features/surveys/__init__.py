"""Surveys: exports read with a preview, honest figures with n and margins, typed counts and entry sheets."""
