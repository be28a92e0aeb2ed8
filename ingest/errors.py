"""What can be wrong with a file, in a sentence a user can act on."""


class UnreadableFile(Exception):
    """A file that cannot be taken in; its message says why and what to do."""
