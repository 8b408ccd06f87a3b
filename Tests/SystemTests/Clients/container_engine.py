"""A container engine with one container, on a Unix socket: container_engine.py SOCKET SOURCE=DESTINATION

Answers what the Docker Engine API answers (GET /containers/json, …/json, …/logs, POST …/restart), cut down. Prints
`ready` when it listens and `restarted` for each restart.
"""

import http.server
import json
import os
import socketserver
import struct
import sys

ID = "4f66ad9a0b2e8c1d7f0e6a5b4c3d2e1f00112233445566778899aabbccddeeff"
SOURCE, DESTINATION = sys.argv[2].split("=", 1)
LOG = ["[NapCat] [WebUi] WebUi Token: standin2026token", "[NapCat] 云雀 has started"]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, body, status=200, kind="application/json"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = self.path.split("?")[0]
        if path == "/containers/json":
            self.answer(json.dumps([{"Id": ID, "Names": ["/napcat"], "Image": "napcat", "State": "running"}]).encode())
        elif path == f"/containers/{ID}/json":
            self.answer(
                json.dumps(
                    {
                        "Id": ID,
                        "Name": "/napcat",
                        "State": {"Status": "running", "StartedAt": "2026-01-02T03:04:05.6Z"},
                        "HostConfig": {"NetworkMode": "host"},
                        "Mounts": [{"Type": "bind", "Source": SOURCE, "Destination": DESTINATION, "RW": True}],
                        "Config": {"Hostname": "h", "Image": "napcat"},
                        "NetworkSettings": {"Networks": {"host": {"IPAddress": "", "Gateway": ""}}},
                    }
                ).encode()
            )
        elif path == f"/containers/{ID}/logs":
            lines = [line.encode() + b"\n" for line in LOG]
            frames = b"".join(struct.pack(">BxxxI", 1, len(line)) + line for line in lines)
            self.answer(frames, kind="application/vnd.docker.raw-stream")
        else:
            self.answer(b'{"message":"page not found"}', 404)

    def do_POST(self):
        if self.path == f"/containers/{ID}/restart":
            print("restarted", flush=True)
            self.answer(b"", 204)
        else:
            self.answer(b'{"message":"page not found"}', 404)

    def address_string(self):
        return "socket"

    def log_message(self, *arguments):
        pass


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


with Server(sys.argv[1], Handler) as server:
    os.chmod(sys.argv[1], 0o600)
    print("ready", flush=True)
    server.serve_forever()
