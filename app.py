"""The web app: settings → chatbot → page → server.

python app.py [--data DIR] [--host 127.0.0.1] [--port 7860]
"""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path
from threading import Thread
from typing import Annotated

import typer

from chatbot import open_chatbot
from chatbot.page.collection import headline
from chatbot.page.listening import address, listen, other_names
from chatbot.page.opening import Opener
from chatbot.records.tables import Records
from vectorstore import BylineError, Settings, load_settings

Data = Annotated[Path | None, typer.Option(help="Folder that holds the collection.")]
Host = Annotated[
    str, typer.Option(help="Address to listen on; without a login, this machine's own.")
]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")]


def start(data: Data = None, host: Host = "127.0.0.1", port: Port = 7860) -> None:
    """Answer questions about a collection on a web page."""
    # A request to terminate ends the process the way Ctrl-C does: with everything closed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        settings = load_settings(data=data)
        with listen(host, port, login=bool(settings.auth)) as listener:
            _serve(settings, listener, host, other_names(host, settings.hosts))
    except BylineError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        typer.echo("Byline has stopped.")


def _serve(settings: Settings, listener: socket.socket, host: str, names: list[str]) -> None:
    opener = Opener(lambda: open_chatbot(data=settings.data))
    opening = opener.begin()
    records = Records(settings.data)
    admins_only = settings.changes == "admins"

    def announce() -> None:
        opening.join()
        typer.echo(f"Byline is at {address(listener)} — {headline(opener)}")

    try:
        # Gradio takes seconds to import; the collection opens meanwhile.
        os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
        from chatbot.page.layout import build_page
        from chatbot.page.login import Login
        from chatbot.page.server import server, web_app

        login = Login(records, Path(settings.auth), admins_only) if settings.auth else None
        page = build_page(opener, records, settings.data)
        app = web_app(page, records, host, login=login, may_change=not admins_only, names=names)
        Thread(target=announce, name="byline-announcing", daemon=True).start()
        server(app).run(sockets=[listener])
    finally:
        opener.close()
        records.close()


def main() -> None:
    typer.run(start)


if __name__ == "__main__":
    main()
