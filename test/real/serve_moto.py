"""Serves moto on a port of loopback, a request at a time: of two at once, its conditional writes are not atomic."""

import sys
from threading import Lock

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple

moto = DomainDispatcherApplication(create_backend_app)
one_at_a_time = Lock()


def serve(environ, start_response):
    with one_at_a_time:
        return list(moto(environ, start_response))


run_simple("127.0.0.1", int(sys.argv[1]), serve, threaded=True)
