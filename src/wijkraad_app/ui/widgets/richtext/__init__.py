"""The field for formatted text: shows and edits the subset of `kernel.text`, with numbered notes for evidence."""

from .chip import Reference
from .edit import RichTextEdit
from .field import RichTextField

__all__ = ["Reference", "RichTextEdit", "RichTextField"]
