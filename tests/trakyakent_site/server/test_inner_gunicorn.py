"""gunicorn's inner parts that our workers lean on: here it is noticed first when a new version changes them.

What a failure asks for: read the named file beside the new gunicorn, run the tests of outages
(`tests/trakyakent_site/server/test_workers.py`), and only then enter the new fingerprint and the version here.
"""

import hashlib
import inspect

import gunicorn.config
import pytest
from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.sock import BaseSocket
from gunicorn.workers.base import Worker as BaseWorker
from gunicorn.workers.gthread import ThreadWorker

from tests.tables import table
from trakyakent_site.server import background, workers
from trakyakent_site.server import gunicorn as our_settings

LAST_CHECKED = "27.0.1"

# What is overridden or leant on: the parameters and the fingerprint of the source.
LEANT_ON = {
    BaseWorker.__init__: "(self, age, ppid, sockets, app, timeout, cfg, log) e0f1de2d60574066",
    ThreadWorker.__init__: "(self, *args, **kwargs) 5681b8b542ea91bf",
    ThreadWorker.run: "(self) f92c7394d85715a4",
    ThreadWorker.handle_exit: "(self, sig, frame) b4e7decd4f9203ac",
    ThreadWorker.wait_for_and_dispatch_events: "(self, timeout) ea969b352482bd5c",
    ThreadWorker.accept: "(self, listener) f8dcead3dce5c851",
    ThreadWorker.set_accept_enabled: "(self, enabled) 140150ebfd3cae34",
    ThreadWorker._cap_keepalive: "(self, deadline) 745c8ac37108c74d",
    ThreadWorker.enqueue_req: "(self, conn) c9f428953d24acef",
    ThreadWorker.finish_request: "(self, conn, fs) 616e7bb15a009ff7",
    ThreadWorker.handle: "(self, conn) ca85c9be3df75da4",
    ThreadWorker.handle_request: "(self, req, conn) 6d0de5b919102efc",
    ThreadWorker.murder_pending: "(self) 7bf11f46454296e1",
    Arbiter.spawn_worker: "(self) 6abc0d90b0b9f80b",
    Arbiter.reload: "(self) fec344d2f774ee32",
    Arbiter.manage_workers: "(self) 518f2dd040ef6809",
    BaseSocket.__init__: "(self, address, conf, log, fd=None) befdf6860e9ce9e2",
    BaseSocket.set_options: "(self, sock, bound=False) 75fba996a308d2fd",
}
HOOKS = {"when_ready": workers, "pre_fork": workers, "post_worker_init": background, "worker_exit": background}


def warning(what: str, file: str) -> str:
    return (
        f"{what} in gunicorn {gunicorn.__version__} is not as it was in {LAST_CHECKED}, which was checked last:"
        f" open {file} and see whether it still holds."
    )


def fingerprint(function) -> str:
    source = inspect.getsource(function)
    return f"{inspect.signature(function)} {hashlib.sha256(source.encode()).hexdigest()[:16]}"


@table("function", LEANT_ON, ids=lambda function: function.__qualname__)
def test_what_the_workers_lean_on_is_as_it_was(function):
    assert fingerprint(function) == LEANT_ON[function], warning(function.__qualname__, workers.__file__)


def test_every_method_that_the_worker_overrides_is_fenced():
    overridden = {
        getattr(ThreadWorker, name)
        for name, value in vars(workers.Worker).items()
        if inspect.isfunction(value) and hasattr(ThreadWorker, name)
    }

    assert overridden
    assert overridden <= set(LEANT_ON)


def test_no_name_of_the_worker_is_taken_by_gunicorn():
    own = {name for name in vars(workers.Worker) if not name.startswith("__") and not hasattr(ThreadWorker, name)}
    source = "".join(inspect.getsource(kind) for kind in ThreadWorker.__mro__ if kind is not object)

    assert "neighbours" in own
    for name in own:
        assert f"self.{name} " not in source, warning(f"The name {name}", workers.__file__)


@pytest.mark.parametrize("hook", HOOKS)
def test_hooks_are_called_with_as_many_arguments_as_ours_take(hook):
    setting = Config().settings[hook]
    parameters = inspect.signature(getattr(our_settings, hook)).parameters

    assert len(inspect.signature(setting.default).parameters) == len(parameters), warning(
        f"The hook {hook}", HOOKS[hook].__file__
    )


def test_every_setting_is_one_that_gunicorn_knows():
    # gunicorn passes over a name that it does not know.
    names = {name for name in vars(our_settings) if not name.startswith("_") and name != "os"}
    config = Config()

    assert "forwarder_headers" in names
    for name in names:
        assert name in config.settings, warning(f"The setting {name}", our_settings.__file__)
        config.set(name, getattr(our_settings, name))
    assert issubclass(config.worker_class, workers.Worker)
    assert config.forwarder_headers == []


def test_a_socket_can_be_made_of_a_descriptor():
    parameters = inspect.signature(BaseSocket).parameters

    assert list(parameters) == ["address", "conf", "log", "fd"], warning("BaseSocket", workers.__file__)
