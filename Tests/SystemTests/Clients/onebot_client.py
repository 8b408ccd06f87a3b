"""A OneBot v11 bot on the `websockets` library: does what bots do and writes what happened as one JSON object.

usage: onebot_client.py PORT [CERTIFICATE]    (the access key comes in ONEBOT_TEST_KEY)

With a certificate it connects by wss:// and trusts that one alone.
"""

import json
import os
import ssl
import sys

from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

SELF_ID = 1000010003
IMAGE = 5 * 1024 * 1024


def open_link(port, key):
    certificate = sys.argv[2] if len(sys.argv) > 2 else None
    return connect(
        f"{'wss' if certificate else 'ws'}://127.0.0.1:{port}/onebot/v11/ws",
        ssl=ssl.create_default_context(cafile=certificate) if certificate else None,
        additional_headers={
            "Authorization": f"Bearer {key}",
            "X-Self-ID": str(SELF_ID),
            "X-Client-Role": "Universal",
        },
        user_agent_header="OneBot/11",
        open_timeout=20,
        close_timeout=20,
        max_size=None,
    )


def message(text):
    return json.dumps(
        {
            "time": 1,
            "self_id": SELF_ID,
            "post_type": "message",
            "message_type": "group",
            "group_id": 30003,
            "user_id": 20002,
            "message_id": 1,
            "message": [{"type": "text", "data": {"text": text}}],
            "raw_message": text,
            "sender": {"user_id": 20002, "nickname": "Bob"},
        },
        ensure_ascii=False,
    )


def answer_calls(link):
    """Answers what a new bot is asked; gives the actions."""
    actions = []
    data = {
        "get_login_info": {"user_id": SELF_ID, "nickname": "Python 助手"},
        "get_version_info": {"app_name": "Lagrange.OneBot", "app_version": "0.2.0", "protocol_version": "v11"},
    }
    while len(actions) < len(data):
        call = json.loads(link.recv(timeout=20))
        actions.append(call["action"])
        link.send(json.dumps({"status": "ok", "retcode": 0, "data": data.get(call["action"]), "echo": call["echo"]}))
    return sorted(actions)


def main():
    port = int(sys.argv[1])
    key = os.environ["ONEBOT_TEST_KEY"]
    done = {}

    with open_link(port, key) as link:
        link.send(json.dumps({"time": 1, "self_id": SELF_ID, "post_type": "meta_event",
                              "meta_event_type": "lifecycle", "sub_type": "connect"}))
        done["actions"] = answer_calls(link)
        link.send(message("x" * IMAGE))
        text = message("片段" * 20000)
        link.send(text[start:start + 7001] for start in range(0, len(text), 7001))
        done["pong"] = link.ping(b"are you there").wait(20)
        link.close(1000, "bye")
        done["close"] = link.close_code

    try:
        open_link(port, "x" * len(key)).close()
        done["wrong_key"] = 101
    except InvalidStatus as refusal:
        done["wrong_key"] = refusal.response.status_code
        done["refused_by"] = refusal.response.headers.get("X-Refused-By")

    with open_link(port, key) as link:
        sys.stdout.write(json.dumps(done) + "\n")
        sys.stdout.flush()
        # Until the endpoint ends the link, or the test this process.
        try:
            while True:
                link.recv(timeout=60)
        except ConnectionClosed:
            sys.stdout.write(json.dumps({"end": link.close_code}) + "\n")


main()
