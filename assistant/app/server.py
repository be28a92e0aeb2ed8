"""The web server: the page, the pictures of pages, the original PDFs, and what is refused."""

from __future__ import annotations

import errno
import ipaddress
import os
import shutil
import socket
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

# Before Gradio is imported: with it on, Gradio looks up two addresses on the internet.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["GRADIO_SHARE"] = "False"

import gradio as gr
import uvicorn
from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import FileResponse
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.app.citation_links import Address, cited_document
from assistant.app.page import STYLES, build_page
from assistant.app.theme import THEME
from assistant.ask import Assistant
from assistant.library_changes import MOST_BYTES
from assistant.page_images import page_image, page_spans

#: Gradio's page needs "unsafe-inline" and "unsafe-eval"; so this stops requests to other
#: places, not scripts, which is why all text is escaped before it gets here.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

#: Names by which this machine calls itself; a page elsewhere that got its own name to lead here
#: (DNS rebinding) is refused by them.
_OWN_NAMES = ("127.0.0.1", "localhost", "[::1]", "::1")

#: A quotation's rule and two lines of text.
_ICON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
    "<path fill='#12595c' d='M0 0h16v16H0z'/>"
    "<path fill='#fff' d='M3 3h2v10H3zM7 5h6v2H7zM7 9h4v2H7z'/></svg>"
)

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Refuses what other sites' pages send, and uploads unless allowed; adds security headers."""

    def __init__(self, app: ASGIApp, uploads: bool) -> None:
        self._app = app
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = _refusal(scope, self._uploads)
        await (refusal or self._app)(scope, receive, send_with_headers)


def _refusal(scope: Scope, uploads: bool) -> Response | None:
    """The refusal of a request that changes something and comes from elsewhere, or may not."""
    if scope["method"] in _SAFE_METHODS:
        return None
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != headers.get("host"):
        return PlainTextResponse("Requests from other sites are refused.", 403)
    if not uploads and scope["path"].startswith("/gradio_api/upload"):
        return PlainTextResponse("Nothing can be uploaded here.", 403)
    return None


def build_app(
    assistant: Assistant, allowed_hosts: Sequence[str] = _OWN_NAMES, uploads: bool = True
) -> FastAPI:
    """The whole application over this assistant; `("*",)` answers to any host name.

    `uploads` is the setting of that name.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    # With no origin allowed: Gradio adds no CORS headers of its own where it finds this.
    app.add_middleware(CORSMiddleware, allow_origins=[])
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(allowed_hosts))
    app.add_middleware(Guard, uploads=uploads)
    _add_routes(app, assistant)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build_page(assistant, uploads),
        path="/",
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        max_file_size=MOST_BYTES,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        theme=THEME,
        css_paths=STYLES,
    )
    return mounted


def _add_routes(app: FastAPI, assistant: Assistant) -> None:
    """The pictures of pages and the originals: of documents held, and of nothing else."""

    def original_pdf(name: str) -> Path:
        held = assistant.catalogue.document(name) is not None
        path = assistant.catalogue.original(name) if held else None
        if path is None or path.suffix.lower() != ".pdf" or not path.is_file():
            raise HTTPException(404, "No PDF of that name is held.")
        return path

    @app.get("/favicon.ico")
    def favicon() -> Response:
        return Response(_ICON, media_type="image/svg+xml")

    @app.get("/page")
    def page(document: str, page: int, start: int, end: int, version: str = "") -> Response:
        path = original_pdf(document)
        try:
            address = Address(document, start, end, version)
            cited = cited_document(address, assistant.catalogue.document)
            runs = page_spans(cited, start, end).get(page, [])
            picture = page_image(path, page, runs)
        except ValueError as error:
            raise HTTPException(404, str(error)) from error
        return Response(
            picture, media_type="image/jpeg", headers={"cache-control": "private, max-age=3600"}
        )

    @app.get("/original")
    def original(document: str) -> FileResponse:
        path = original_pdf(document)
        return FileResponse(
            path,
            media_type="application/pdf",
            filename=document.rpartition("/")[2],
            content_disposition_type="inline",
        )


def serve(assistant: Assistant, port: int, host: str = "127.0.0.1", uploads: bool = True) -> None:
    """Serve the page until interrupted; say where it is once it can be reached.

    What is uploaded and what is made for download stands meanwhile in a folder of its own, which
    goes when the server does. `uploads` is the setting of that name.

    Raises:
        OSError: the port is in use, or the address is not this machine's.
    """
    listening = _listen(host, port)
    names = _OWN_NAMES if _is_loopback(host) else ("*",)
    # Gradio hands out any file of the system's temporary folder: let that be ours alone.
    tempfile.tempdir = tempfile.mkdtemp(prefix="findings-page-")
    app = build_app(assistant, names, uploads)
    config = uvicorn.Config(app, log_level="warning", server_header=False, access_log=False)
    with listening:
        _Server(config, tempfile.tempdir).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address.

    Raises:
        OSError: it cannot be had; says why and what to do.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    if os.name != "nt":  # there it would let two programs have one port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except OSError as error:
        listening.close()
        raise OSError(_why_not(host, port, error)) from error
    return listening


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use: stop the other program or choose another with --port"
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights than you have: choose one above 1023 with --port"
    return f"Findings cannot listen on {host}, port {port}: {error.strerror or error}"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _Server(uvicorn.Server):
    """uvicorn's server, saying where it is once it answers, and tidying up after itself."""

    def __init__(self, config: uvicorn.Config, temporary: str) -> None:
        super().__init__(config)
        self._temporary = temporary

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        # Here, since a signal that asked for it ends the process before `serve` goes on.
        shutil.rmtree(self._temporary, ignore_errors=True)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            print(f"Findings is at http://{_printed(host)}:{port}", flush=True)


def _printed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
