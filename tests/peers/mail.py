"""Reads a mail from standard input as Python's email package understands it, and prints it as JSON."""

import base64
import email
import email.policy
import json
import sys

mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)


def body(kind):
    part = mail.get_body((kind,))
    return part and part.get_content().replace("\r\n", "\n")


print(
    json.dumps(
        {
            "headers": {name: str(mail[name]) for name in mail.keys()},
            "to": [[a.display_name, a.addr_spec] for a in (mail["to"].addresses if mail["to"] else [])],
            "from": [[a.display_name, a.addr_spec] for a in mail["from"].addresses],
            "type": mail.get_content_type(),
            "text": body("plain"),
            "html": body("html"),
            "attachments": [
                {
                    "name": part.get_filename(),
                    "mime": part.get_content_type(),
                    "base64": base64.b64encode(part.get_payload(decode=True)).decode(),
                }
                for part in mail.iter_attachments()
            ],
            "defects": [str(defect) for part in mail.walk() for defect in part.defects],
        }
    )
)
