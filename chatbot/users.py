"""python -m chatbot.users add NAME --file FILE: who may log in, with hashed passwords."""

from __future__ import annotations

import base64
import getpass
import hashlib
import hmac
import os
import re
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from vectorstore import BylineError, SettingError

SHORTEST = 10
"""Characters of a password."""
LONGEST = 1000
"""Characters of a password: hashing takes longer for a longer one."""

_NAME = re.compile(r"[\w.@+-]{1,64}")
_LINE = re.compile(
    rf"(?P<name>{_NAME.pattern})\s+(?P<hash>scrypt(?:\$\d+){{3}}(?:\$[\w+/=]+){{2}})(?P<admin>\s+admin)?"
)
# What OWASP's Password Storage Cheat Sheet gives as one of its minimums: 32 MB for each hash.
_COST = (2**15, 8, 3)

app = typer.Typer(add_completion=False, rich_markup_mode=None)
File = Annotated[Path, typer.Option("--file", help="The file; BYLINE_AUTH is set to it.")]
Name = Annotated[str, typer.Argument(help="Letters, digits and . @ + - _")]


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in."""

    name: str
    hash: str
    """``scrypt$N$r$p$salt$hash``, the last two in base64."""
    admin: bool = False


def accounts(path: Path) -> dict[str, Account]:
    """Those of a file, by name: one a line, ``NAME HASH`` and perhaps ``admin``.

    Raises SettingError where the file is not there or has a line that is none of these.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(
            f"BYLINE_AUTH: {path} cannot be read ({error}). "
            f"Make it with: python -m chatbot.users add NAME --file {path}"
        ) from None
    found = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            match = _LINE.fullmatch(line.strip())
            if match is None:
                raise SettingError(f"BYLINE_AUTH: line {number} of {path} is no account.")
            found[match["name"]] = Account(match["name"], match["hash"], bool(match["admin"]))
    return found


def verified(known: Mapping[str, Account], name: str, password: str) -> Account | None:
    """The account, if the password is its own; as slow for a name that is not there."""
    account = known.get(name)
    right = _matches(account.hash if account else _NOBODY, password[:LONGEST])
    return account if account and right else None


@app.command()
def add(
    name: Name,
    file: File,
    admin: Annotated[bool, typer.Option("--admin", help="May add and remove articles.")] = False,
) -> None:
    """Add NAME, or give NAME a new password: asked for, or the first line of what is piped in."""
    with _errors():
        if not _NAME.fullmatch(name):
            raise SettingError("A name is made of letters, digits and . @ + - _")
        known = accounts(file) if file.exists() else {}
        _write(file, known | {name: Account(name, hashed(_password()), admin)})
    typer.echo(f"{name} may log in{' and change articles' if admin else ''}.")


@app.command()
def remove(name: Name, file: File) -> None:
    """Let NAME in no more; whoever is logged in by that name is out at once."""
    with _errors():
        known = accounts(file)
        if known.pop(name, None) is None:
            raise SettingError(f"There is no {name} in {file}.")
        _write(file, known)
    typer.echo(f"{name} may not log in any more.")


def hashed(password: str) -> str:
    """A password as it is kept, with a salt of its own."""
    return _hashed(password, secrets.token_bytes(16), _COST)


def _hashed(password: str, salt: bytes, cost: tuple[int, int, int]) -> str:
    n, r, p = cost
    made = hashlib.scrypt(password.encode(errors="replace"), salt=salt, n=n, r=r, p=p, maxmem=2**28)
    parts = (base64.b64encode(part).decode() for part in (salt, made))
    return "$".join(["scrypt", *map(str, cost), *parts])


_NOBODY = f"scrypt${'$'.join(map(str, _COST))}${base64.b64encode(bytes(16)).decode()}$"


def _matches(kept: str, password: str) -> bool:
    _, n, r, p, salt, _ = kept.split("$")
    made = _hashed(password, base64.b64decode(salt), (int(n), int(r), int(p)))
    return hmac.compare_digest(made, kept)


def _password() -> str:
    if sys.stdin.isatty():
        password = getpass.getpass("Password: ")
        if getpass.getpass("Once more: ") != password:
            raise SettingError("The two are not the same.")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if not SHORTEST <= len(password) <= LONGEST:
        raise SettingError(f"A password has at least {SHORTEST} characters.")
    return password


def _write(path: Path, known: Mapping[str, Account]) -> None:
    """Whole or not at all; only for whoever runs Byline to read."""
    lines = (f"{a.name} {a.hash}{' admin' if a.admin else ''}\n" for a in known.values())
    made = path.with_name(f"{path.name}.new")
    try:
        made.unlink(missing_ok=True)
        with open(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
            out.writelines(lines)
        os.replace(made, path)
    except OSError as error:
        raise SettingError(f"{path} cannot be written: {error.strerror}.") from None


@contextmanager
def _errors() -> Iterator[None]:
    """Ends the command with a sentence and status 2."""
    try:
        yield
    except BylineError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


def main() -> None:
    app(prog_name="python -m chatbot.users")


if __name__ == "__main__":
    main()
