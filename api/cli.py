"""The `amends` command: thin, usable in a pipe, readable on a terminal, JSON on request."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from api import commands
from api.errors import Problem

app = typer.Typer(
    name="amends",
    help="Drafts replies to upset customers: every fact bound to its evidence, every sentence guarded.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
keys_app = typer.Typer(
    help="Make, list and revoke API keys.\n\nExample: [bold]amends keys create --name helpdesk --scope draft[/]",
    no_args_is_help=True,
)
app.add_typer(keys_app, name="keys")
people_app = typer.Typer(
    help="Invite people to the console, list them.\n\nExample: [bold]amends people invite --role admin[/]",
    no_args_is_help=True,
)
app.add_typer(people_app, name="people")
brand_app = typer.Typer(
    help="The brand's settings file.\n\nExample: [bold]amends brand check data/brand.yaml[/]",
    no_args_is_help=True,
)
app.add_typer(brand_app, name="brand")
audit_app = typer.Typer(
    help="The trail of what was done: whether it holds, its export.\n\nExample: [bold]amends audit verify[/]",
    no_args_is_help=True,
)
app.add_typer(audit_app, name="audit")

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Source = Annotated[Path, typer.Argument(help="File to read; '-' or nothing reads standard input.", show_default=False)]
STDIN = Path("-")


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to bind. [AMENDS_HOST, else 127.0.0.1]")] = None,
    port: Annotated[int | None, typer.Option(help="Port to bind. [AMENDS_PORT, else 8080]", max=65535)] = None,
    workers: Annotated[int | None, typer.Option(help="Worker processes. [AMENDS_WORKERS, else 1]", min=1)] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Data folder. [AMENDS_DATA_DIR, else data]")] = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Load the sample business if nothing is loaded yet.")
    ] = False,
) -> None:
    """Run the service and the console.

    Example: [bold]AMENDS_PORT=9000 amends serve --sample[/]
    """
    from api.commands.serve import run

    run(commands.settings(host=host, port=port, workers=workers, data_dir=data_dir), sample=sample)


@app.command()
def draft(
    source: Source = STDIN,
    channel: Annotated[str, typer.Option(help="Where the complaint was made: x, email, trustpilot, ...")] = "other",
    public: Annotated[bool | None, typer.Option("--public/--private", help="Who can read it.")] = None,
    handle: Annotated[str | None, typer.Option(help="The author's handle.")] = None,
    name: Annotated[str | None, typer.Option(help="The author's name.")] = None,
    email: Annotated[str | None, typer.Option(help="The author's e-mail address.")] = None,
    order: Annotated[list[str] | None, typer.Option(help="An order number; may be given several times.")] = None,
    instructions: Annotated[str | None, typer.Option(help="A wish for this reply.")] = None,
    as_json: Json = False,
) -> None:
    """Draft a reply to a complaint: plain text, or the JSON body of POST /v1/drafts.

    Example: [bold]echo "Order 58213 never came!" | amends draft --channel x --handle @anaruiz[/]
    """
    from api.commands.draft import run

    options = {
        "channel": channel,
        "public": public,
        "author": {"handle": handle, "name": name, "email": email},
        "order_ids": order or [],
    }
    run(commands.settings(), commands.read_text(source), options, instructions=instructions, as_json=as_json)


@app.command()
def check(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Files or globs to check; '-' or nothing reads standard input.", show_default=False),
    ] = None,
    audience: Annotated[str, typer.Option(help="public or private")] = "public",
    channel: Annotated[str | None, typer.Option(help="Where it will be sent: x, email, trustpilot, ...")] = None,
    complaint: Annotated[str | None, typer.Option(help="The complaint it answers: a file, or its text.")] = None,
    facts: Annotated[str | None, typer.Option(help="JSON file with a list of facts that are known.")] = None,
    severities: Annotated[
        Path | None, typer.Option(help="File with the severity of rules. [AMENDS_SEVERITIES, else the defaults]")
    ] = None,
    language: Annotated[str | None, typer.Option(help="The customer's language: en, de, pt-BR, ...")] = None,
    as_of: Annotated[str | None, typer.Option(help="The day that counts as today, such as 2026-05-04.")] = None,
    form: Annotated[str, typer.Option("--format", "-f", help="human, compact, json, sarif or github")] = "human",
    strict: Annotated[bool, typer.Option("--strict", help="Findings for review fail, too.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Put the replacements that findings offer in place.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Check replies that people wrote, as an editor's linter does. Exit code 1 when one is blocked, 2 on a wrong use.

    Front matter in a file (audience, channel, complaint, ...) goes before the options; a line === parts replies.

    Example: [bold]amends check --audience private 'replies/*.txt' --format github[/]
    """
    from api.commands.check import run
    from api.linter.situation import Situation

    failed = run(
        commands.settings(),
        sources or ["-"],
        Situation(audience, channel, complaint, facts, language, as_of),
        severities=severities,
        form="json" if as_json else form,
        strict=strict,
        fix=fix,
    )
    raise typer.Exit(1 if failed else 0)


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders.", show_default=False)],
    kind: Annotated[str | None, typer.Option(help="policy, order, contact or note, where a file does not say.")] = None,
    as_json: Json = False,
) -> None:
    """Load policies, orders and contacts: Markdown, HTML, PDF, DOCX, CSV, JSON lines. Repeatable at will.

    Example: [bold]amends ingest policies/ orders.csv contacts.jsonl[/]
    """
    from api.commands.ingest import run

    failed = run(commands.settings(), paths, kind=kind, as_json=as_json)
    raise typer.Exit(1 if failed else 0)


@app.command()
def bench(
    quick: Annotated[bool, typer.Option("--quick", help="Fewer rounds and no 100k index: a minute.")] = False,
    as_json: Json = False,
) -> None:
    """Measure speed and memory on this machine.

    Example: [bold]amends bench --quick[/]
    """
    flags = [flag for flag, wanted in (("--quick", quick), ("--json", as_json)) if wanted]
    os.execv(sys.executable, [sys.executable, "-m", "evals.bench", *flags])  # noqa: S606 - our own module, one layer up


@app.command(
    "eval",
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "allow_interspersed_args": False},
)
def evaluate(context: typer.Context) -> None:
    """Measure how good the guard is, on the published corpus or on cases of your own. See [bold]amends eval --help[/].

    Example: [bold]amends eval --corpus tune --out report --html[/]
    """
    os.execv(sys.executable, [sys.executable, "-m", "evals", *context.args])  # noqa: S606 - our own module, one layer up


@keys_app.command("create")
def create_key(
    name: Annotated[str, typer.Option(help="Who or what will use it.")],
    scope: Annotated[list[str], typer.Option(help="draft, review, knowledge or admin; may be given several times.")],
    as_json: Json = False,
) -> None:
    """Make a key and show it, once.

    Example: [bold]amends keys create --name helpdesk --scope draft --scope review[/]
    """
    from api.commands.keys import create

    create(commands.settings(), name, scope, as_json=as_json)


@keys_app.command("list")
def list_keys(as_json: Json = False) -> None:
    """List the keys; the secrets themselves are nowhere kept.

    Example: [bold]amends keys list[/]
    """
    from api.commands.keys import show

    show(commands.settings(), as_json=as_json)


@keys_app.command("revoke")
def revoke_key(key_id: Annotated[str, typer.Argument(help="The key's id, as 'amends keys list' shows it.")]) -> None:
    """Revoke a key.

    Example: [bold]amends keys revoke key_01[/]
    """
    from api.commands.keys import revoke

    revoke(commands.settings(), key_id)


@people_app.command("invite")
def invite_person(
    email: Annotated[str | None, typer.Option(help="Who may take it up; without it, whoever has the link.")] = None,
    role: Annotated[str, typer.Option(help="reviewer, lead or admin")] = "reviewer",
    as_json: Json = False,
) -> None:
    """Make an invitation to the console and show its link, once.

    Example: [bold]amends people invite --email ana@example.com --role lead[/]
    """
    from api.commands.people import invite

    invite(commands.settings(), email, role, as_json=as_json)


@people_app.command("list")
def list_people(as_json: Json = False) -> None:
    """List who has an account.

    Example: [bold]amends people list --json[/]
    """
    from api.commands.people import show

    show(commands.settings(), as_json=as_json)


@people_app.command("password")
def set_password(
    email: Annotated[str, typer.Argument(help="The address they sign in with.")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for.")],
) -> None:
    """Set a new password for somebody who forgot theirs; their sessions end.

    Example: [bold]amends people password ana@example.com[/]
    """
    from api.commands.people import set_password as change

    change(commands.settings(), email, password)


@people_app.command("unlink")
def unlink_person(email: Annotated[str, typer.Argument(help="The address of their account.")]) -> None:
    """Forget who somebody is at the identity provider; the next sign-in there is matched by verified address anew.

    Example: [bold]amends people unlink ana@example.com[/]
    """
    from api.commands.people import unlink

    unlink(commands.settings(), email)


@brand_app.callback()
def brand() -> None:
    """Look after the brand's settings file.

    Example: [bold]amends brand check data/brand.yaml[/]
    """


@brand_app.command("check")
def check_brand(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The brand's file.", show_default=False)],
    as_json: Json = False,
) -> None:
    """Tell whether a brand's file can be used, and print what is in force with it. Exit code 2 where it cannot.

    Example: [bold]amends brand check data/brand.yaml[/]
    """
    from api.commands.brand import check

    check(path, as_json=as_json)


@app.command()
def digest(
    department: Annotated[str | None, typer.Option(help="Only this department.")] = None,
    since: Annotated[str, typer.Option(help="How far back (7d, 24h), or from which moment on (2026-05-04).")] = "7d",
    as_json: Json = False,
) -> None:
    """Print what went wrong, by department: how many cases, their most frequent causes, how grave.

    Example: [bold]amends digest --department Logistics --since 7d[/]
    """
    from api.commands.digest import run

    run(commands.settings(), department, since, as_json=as_json)


@audit_app.command("verify")
def verify_audit(
    against: Annotated[str | None, typer.Option(help="The digest of a head that was kept elsewhere.")] = None,
    as_json: Json = False,
) -> None:
    """Go along the chain of all events. Exit code 1 when it is broken; the first broken place is named.

    Example: [bold]amends audit verify --against "$(cat kept-elsewhere)"[/]
    """
    from api.commands.audit import verify

    raise typer.Exit(0 if verify(commands.settings(), against, as_json=as_json) else 1)


@audit_app.command("head")
def audit_head(as_json: Json = False) -> None:
    """Print the digest of the last event, to be kept where the service cannot write.

    Example: [bold]amends audit head >> /mnt/elsewhere/heads[/]
    """
    from api.commands.audit import head

    head(commands.settings(), as_json=as_json)


@audit_app.command("export")
def export_audit(
    form: Annotated[str, typer.Option("--format", "-f", help="json or csv")] = "json",
    case: Annotated[str | None, typer.Option(help="Only this case.")] = None,
    since: Annotated[str | None, typer.Option(help="From this moment on, such as 2026-05-04.")] = None,
    until: Annotated[str | None, typer.Option(help="Before this moment.")] = None,
) -> None:
    """Write the events to standard output, with what is needed to verify them elsewhere.

    Example: [bold]amends audit export --format csv --since 2026-05-01 > may.csv[/]
    """
    from api.commands.audit import export

    export(commands.settings(), form, case, since, until)


@app.command("erase")
def erase_person(
    author: Annotated[list[str] | None, typer.Option(help="A handle, e-mail or phone; may be repeated.")] = None,
    case: Annotated[list[str] | None, typer.Option(help="A case by its id; may be repeated.")] = None,
    orders: Annotated[bool, typer.Option("--orders", help="Their orders go, too.")] = False,
    reference: Annotated[str | None, typer.Option(help="Told in the trail; must not name the person.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be erased, and erase nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    as_json: Json = False,
) -> None:
    """Erase what is on record of a person; ids, times, outcomes and figures stay, and the trail still holds.

    Example: [bold]amends erase --author ana@post.example --author @anaruiz --orders --dry-run[/]
    """
    from api.audit.erasure import Wish
    from api.commands.audit import erase

    wish = Wish(author or (), case or (), orders=orders, reference=reference)
    erase(commands.settings(), wish, dry_run=dry_run, yes=yes, as_json=as_json)


def main() -> None:
    """Run the command line; a foreseen error is told in a line or two, with exit code 2."""
    try:
        app()
    except Problem as problem:
        sys.stderr.write(f"amends: {problem.detail}\n")
        if problem.remedy:
            sys.stderr.write(f"        {problem.remedy}\n")
        raise SystemExit(2) from None
    except BrokenPipeError:
        raise SystemExit(141) from None


if __name__ == "__main__":
    main()
