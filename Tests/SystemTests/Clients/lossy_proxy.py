"""Passes HTTP on to a port of this machine, and loses some answers: lossy_proxy.py PORT PATH NUMBERS

Of the requests for PATH those with the given numbers (1,2,…) reach the other side, and their answers nobody. Prints
`listening PORT`, and `lost PATH` for each.
"""

import http.client
import http.server
import sys
import time

UPSTREAM, LOSSY = int(sys.argv[1]), sys.argv[2]
NUMBERS = {int(number) for number in sys.argv[3].split(",")}
seen = 0


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def pass_on(self):
        global seen
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        upstream = http.client.HTTPConnection("127.0.0.1", UPSTREAM, timeout=20)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
        upstream.request(self.command, self.path, body, headers)
        answer = upstream.getresponse()
        data = answer.read()
        upstream.close()
        if self.path == LOSSY:
            seen += 1
            if seen in NUMBERS:
                print("lost", self.path, flush=True)
                # Longer than anybody waits for an answer.
                time.sleep(5)
                self.close_connection = True
                return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.getheader("Content-Type") or "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = pass_on

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
print("listening", server.server_address[1], flush=True)
server.serve_forever()
