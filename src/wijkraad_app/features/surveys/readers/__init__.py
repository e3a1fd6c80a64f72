"""Exports of survey programs into frozen questions and answers.

Nothing is trusted: whatever the bytes are, a reader returns a `SurveyFile` or raises `UserError`. What had to be
guessed is a warning, so that a window can ask and a script can see it.
"""
