"""Help: a page per screen from ``resources/help``, all keys, what the program is made of, and the way to each.

A page of help is a Markdown file named after the key of its screen, in each language; the first heading is its title
and links between pages are file names (``[Letters](letters.md)``). Nothing here needs a dossier. A window makes a
`HelpDesk`; what it opens is imported when it is first needed.
"""

from .desk import HelpDesk

__all__ = ["HelpDesk"]
