"""A console of another version: holds the lock, refuses terminals by naming its version, and ends when it is told to.

It is started as `python serve --ready-fd 3 --config FILE --state-dir DIR …` in a folder that has this file as `serve`,
so that its command line is that of a real one. Standard library alone.
"""

import fcntl
import os
import socket
import struct
import sys
import threading

options = dict(zip(sys.argv[1::2], sys.argv[2::2]))
folder = options["--state-dir"]
version = os.environ["OLD_VERSION"]

os.makedirs(folder, mode=0o700, exist_ok=True)
lock = open(os.path.join(folder, "lock"), "a+")
fcntl.flock(lock, fcntl.LOCK_EX)
lock.truncate(0)
lock.write(f"{os.getpid()}\n")
lock.flush()


def listen(name):
    path = os.path.join(folder, name)
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(path)
    os.chmod(path, 0o600)
    server.listen()
    return server


def refuse(server):
    while True:
        client, _ = server.accept()
        head = client.recv(5, socket.MSG_WAITALL)
        client.recv(struct.unpack(">I", head[1:])[0], socket.MSG_WAITALL)
        reason = bytes([3]) + version.encode()
        client.sendall(bytes([19]) + struct.pack(">I", len(reason)) + reason)
        client.close()


attach, control = listen("attach.sock"), listen("control.sock")
threading.Thread(target=refuse, args=(attach,), daemon=True).start()
print("ready", flush=True)
while True:
    client, _ = control.accept()
    request = client.recv(65536).decode()
    if request.startswith("POST /v1/stop "):
        body = '{"stopping":true}\n'
        client.sendall(f"HTTP/1.1 202 Accepted\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}".encode())
        client.close()
        break
    client.close()
for name in ("attach.sock", "control.sock"):
    os.unlink(os.path.join(folder, name))
