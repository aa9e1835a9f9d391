"""llama.cpp over one model file on this machine: what runs in a process of its own.

python -m chatbot.local_server MODEL PORT CONTEXT, with the key on standard input. It prints its
port when it is ready, and ends when standard input does: with whoever started it, however they end.
"""

from __future__ import annotations

import os
import sys

import xllamacpp


def main() -> None:
    path, port, context = sys.argv[1:]
    params = xllamacpp.CommonParams()
    params.model.path = path
    params.n_ctx = int(context)
    params.n_parallel = 1  # two at once would each take twice as long
    params.hostnames = ["127.0.0.1"]
    params.port = int(port)
    params.api_keys = [sys.stdin.readline().strip()]
    params.cors_origins = ""
    params.ui = params.endpoint_slots = params.warmup = False
    # Models that can think before they write need not: what they write is checked.
    params.default_template_kwargs = {"enable_thinking": "false"}
    server = xllamacpp.Server(params)
    print(server.listening_address.rpartition(":")[2], flush=True)
    sys.stdin.read()
    os._exit(0)  # whatever it is in the middle of


if __name__ == "__main__":
    main()
