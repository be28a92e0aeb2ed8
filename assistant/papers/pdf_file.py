"""What reportlab does not write into a PDF: an attached file."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfWriter

from assistant.papers.embedded import ATTACHMENT, ascii_json
from assistant.quotations.manifest import Manifest


def attach_manifest(path: Path, manifest: Manifest) -> None:
    """Attach the manifest to the PDF at `path`, in place."""
    writer = PdfWriter(clone_from=path)
    writer.add_attachment(ATTACHMENT, ascii_json(manifest).encode())
    writer.write(path)
