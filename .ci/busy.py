"""A proxy in front of the API that refuses the first attempts. Usage: busy.py COMMAND..., which runs the command with BASE_URL at the proxy.

The first create gets a 429. The second is executed, but its response is lost: it gets a 503. The first page of a list gets a 429. Each
has Retry-After. Fails if the command fails, comes back too early, or is refused less often.
"""

import http.client
import os
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit


class Busy(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    waiting = {"POST": [429, 503], "limit=": [429]}
    come_back = 0.0
    faults = []

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if time.monotonic() < Busy.come_back:
            Busy.faults.append(f"{self.command} {self.path} came before Retry-After was over")
        for part, statuses in Busy.waiting.items():
            if part in f"{self.command} {self.path}" and statuses:
                status = statuses.pop(0)
                if status == 503:
                    self.forwarded(body)
                Busy.come_back = time.monotonic() + 1
                return self.send(status, [("Retry-After", "1"), ("Content-Type", "application/json")], b'{"error": "BUSY"}')
        self.send(*self.forwarded(body))

    do_DELETE = do_GET = do_PATCH = do_POST = answer

    def forwarded(self, body):
        """Status, headers and content of the API's response."""
        api = http.client.HTTPConnection(urlsplit(os.environ["BASE_URL"]).netloc)
        api.request(self.command, self.path, body, {name: value for name, value in self.headers.items() if name.lower() != "host"})
        answer = api.getresponse()
        content = answer.read()
        api.close()
        headers = [header for header in answer.getheaders() if header[0].lower() not in ("content-length", "date", "transfer-encoding")]
        return answer.status, headers, content

    def send(self, status, headers, content):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


def start():
    """Starts the proxy, and returns the address of the API behind it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Busy)
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}{urlsplit(os.environ['BASE_URL']).path}"


def check():
    """Ends the program if the caller did not do what it should."""
    refused_all = not any(Busy.waiting.values())
    if Busy.faults or not refused_all:
        sys.exit("\n".join(Busy.faults) or "Not everything was rejected that should have been.")


if __name__ == "__main__":
    done = subprocess.run(sys.argv[1:], env=dict(os.environ, BASE_URL=start()), check=False)
    if done.returncode != 0:
        sys.exit(done.returncode)
    check()
