"""`make up`: from whatever is there to a running system, doing only what is missing."""

import hashlib
import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping

from crm_kit.private_servers import PrivateServers
from crm_kit.provisioning.broker import GATEWAY, broker_definitions
from crm_kit.provisioning.databases import provision_database
from native.addresses import Addresses
from native.control import end_leftovers, follow, is_running, wait_until_ready
from native.installation import fingerprint, own_servers, remember_told, secret, services, told
from native.places import ROOT, RUN, VENV, read_json, write_private
from native.plan import MAILBOX, Plan, make_plan, wish_all_running

ACCESS = RUN / "access.json"
_DONE = RUN / "done.json"
_DEFAULT_TENANT, _DEFAULT_USER = "main", "admin@crm.internal"


class StepFailed(Exception):
    """A command of ours ended with an error; the text is what it said."""


def up() -> None:
    """Bring everything up and say where it is. May be interrupted and repeated at any point."""
    variables = remember_told()
    _start_servers(own_servers(variables))
    addresses = Addresses(variables)
    _once("provisioned", _provisioning_state(addresses), lambda: _provision(addresses))
    _once("deployed", _code_state(addresses), lambda: _deploy(variables, addresses))
    wish_all_running()
    end_leftovers()
    plan = make_plan(variables, is_running=is_running())
    follow(plan)
    _say("waiting until all are ready …")
    wait_until_ready(plan)
    _announce(plan, variables)


def announce() -> None:
    """Print address, documentation page, user and password."""
    access = json.loads(ACCESS.read_text())
    _say(f"\n  {access['url']}\n  {access['url']}/docs   documentation\n")
    _say(f"  user      {access['user']}\n  password  {access['password']}\n")
    if "mailbox" in access:
        _say(f"  {access['mailbox']}   every mail that was sent\n")


def _start_servers(kinds: list[str]) -> None:
    own = PrivateServers.below(RUN)
    if missing := [server.name for server in own if server.name in kinds and server.pid is None]:
        _say(f"starting {', '.join(missing)} …")
    if kinds:
        own.start(*kinds)


def _once(step: str, state: str, work: Callable[[], None]) -> None:
    """Do a step unless it was done for this very state."""
    if read_json(_DONE, {}).get(step) != state:
        work()
        write_private(_DONE, read_json(_DONE, {}) | {step: state})


def _provisioning_state(addresses: Addresses) -> str:
    code = fingerprint([ROOT / "libs/kit/src/crm_kit/provisioning"])
    return _digest(code, addresses.database, addresses.broker, *(service.name for service in services()))


def _code_state(addresses: Addresses) -> str:
    code = fingerprint([ROOT / "libs", ROOT / "services"])
    return _digest(code, addresses.database, addresses.broker)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _provision(addresses: Addresses) -> None:
    _say("making databases, roles and broker users …")
    for service in services():
        runtime, owner = addresses.of_service(service), addresses.of_owner(service)
        owner_url, runtime_url = owner[service.setting("OWNER_DATABASE_URL")], runtime[service.setting("DATABASE_URL")]
        for notice in provision_database(addresses.database, owner_url, runtime_url):
            _say(f"  {service.name}: {notice}")
    _provision_broker(addresses)


def _provision_broker(addresses: Addresses) -> None:
    if not addresses.has_own_broker:
        _say("  the broker was named by CRM_AMQP_URL: all services use that one user")
        return
    names = [GATEWAY, *(service.name for service in services())]
    users = {name: addresses.broker_url(name) for name in names}
    PrivateServers.below(RUN).rabbitmq.define(broker_definitions(users))


def _deploy(variables: Mapping[str, str], addresses: Addresses) -> None:
    _say("migrating the databases and declaring the topology …")
    environment = environment_of_tools(variables, addresses)
    names = [service.name for service in services()]
    if names:
        _run("crm-migrate", *names, environment=environment)
        _run("crm-topology", *names, environment=environment)
    if "identity" in names:
        _create_administrator(variables, environment)


def environment_of_tools(variables: Mapping[str, str], addresses: Addresses) -> dict[str, str]:
    """What the services' commands need, those of all services at once: migrations, topology, dead letters, events."""
    environment = dict(variables) | {
        "CRM_SIGNING_KEY": secret("signing-key"), "CRM_TOPOLOGY_AMQP_URL": addresses.broker, "CRM_AMQP_URL": addresses.broker,
    }  # fmt: skip
    for service in services():
        environment |= addresses.of_service(service) | addresses.of_owner(service)
    return environment


def tool(line: str) -> None:
    """Run one of our commands, such as `crm-dead list sales`, against the running system."""
    variables = told()
    program, *arguments = shlex.split(line) or ["crm-dead"]
    environment = environment_of_tools(variables, Addresses(variables))
    raise SystemExit(subprocess.run([str(VENV / "bin" / program), *arguments], cwd=ROOT, env=environment).returncode)


def _create_administrator(variables: Mapping[str, str], environment: dict[str, str]) -> None:
    tenant = variables.get("CRM_TENANT") or _DEFAULT_TENANT
    options = ("--tenant", tenant, "--email", _user(variables))
    _run("crm-identity", "create-administrator", *options, environment=environment, fed=secret("administrator"))
    _run("crm-identity", "refresh-roles", environment=environment)


def _announce(plan: Plan, variables: Mapping[str, str]) -> None:
    places = {one.name: one.ready_url.removesuffix("/readyz") for one in plan.processes}
    mailbox = {MAILBOX: places[MAILBOX]} if MAILBOX in places else {}
    told = {"url": places.get(GATEWAY, ""), "user": _user(variables), "password": secret("administrator")}
    write_private(ACCESS, told | mailbox)
    announce()


def _user(variables: Mapping[str, str]) -> str:
    return variables.get("CRM_ADMINISTRATOR_EMAIL") or _DEFAULT_USER


def _run(program: str, *arguments: str, environment: dict[str, str], fed: str = "") -> None:
    command = [str(VENV / "bin" / program), *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, input=fed, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        raise StepFailed(f"{program} {' '.join(arguments)} failed:\n{done.stdout}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
