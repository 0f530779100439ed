"""`make run`: everything from an empty checkout to a page in the browser, and a clean end on Ctrl-C."""

import os
import subprocess
import time

from tooling.children import Child, Supervisor
from tooling.console import Stop, say
from tooling.environment import ensure_environment
from tooling.frontend import ensure_packages
from tooling.places import PYTHON, ROOT, process_environment, require_writable, var_folder
from tooling.ports import http_status, port_from_environment, require_free
from tooling.preparation import demo_digest, prepare_all
from tooling.servers import web_command, worker_command
from tooling.single_run import only_one
from tooling.stamps import Stamp, digest_of


def launch() -> int:
    """Prepare what has changed, start the web server and the worker, and watch them until Ctrl-C."""
    begin = time.monotonic()
    port = port_from_environment()
    host = os.environ.get("HOST", "127.0.0.1")
    var = var_folder()
    require_writable(ROOT, var)
    address = f"http://localhost:{port}"
    with only_one(var, address):
        require_free(port, host)
        log = var / "log" / "setup.log"
        ensure_environment("run", log=log)
        ensure_packages(development=False, log=log)
        prepare_all(log=log)
        return _serve(begin, host=host, port=port, address=address)


def _serve(begin: float, *, host: str, port: int, address: str) -> int:
    logs = var_folder() / "log"
    env = process_environment(PORT=str(port), IMECE_ADDRESS=address)
    web = Child("web server", web_command(port, host), logs / "web.log", env)
    worker = Child("background worker", worker_command(), logs / "worker.log", env)
    with Supervisor([web, worker]) as supervisor:
        answered = supervisor.wait_for(lambda: http_status(port, "/readyz") == 200, child=web, seconds=60)
        if not answered and not supervisor.stopping:
            raise Stop(f"the web server does not answer on {address}/readyz. See {web.log}")
        if not supervisor.stopping:
            say(f"\nİmece is ready after {time.monotonic() - begin:.1f} s:  {address}\n")
            say(_signins(env))
            say(f"\nLogs are in {logs}. Ctrl-C stops everything.")
        supervisor.tend()
        say("\nStopping …")
    say("Stopped. Your data is kept in " + str(var_folder()))
    return 0


def _signins(env: dict[str, str]) -> str:
    """Return the demo sign-ins, from last time as long as what they come from is the same."""
    kept = var_folder() / "stamps" / "signins.txt"
    stamp = Stamp(kept.with_name("signins"))
    digest = digest_of((demo_digest(), env["PORT"]))
    if kept.exists() and stamp.is_fresh(digest):
        return kept.read_text()
    done = subprocess.run(
        [str(PYTHON), str(ROOT / "manage.py"), "demo_signins"], cwd=ROOT, env=env, capture_output=True, text=True,
        start_new_session=True,
    )  # fmt: skip
    if done.returncode:
        return "The sign-ins could not be read: manage.py demo_signins says why."
    kept.write_text(done.stdout.rstrip())
    stamp.write(digest)
    return done.stdout.rstrip()
