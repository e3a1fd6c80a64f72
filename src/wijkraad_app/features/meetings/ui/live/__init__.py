"""The meeting itself: one screen, keyboard first, the current item large."""
