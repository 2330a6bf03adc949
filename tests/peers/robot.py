"""A stub of the group robots of 企业微信, 钉钉 and 飞书: it checks what is posted by their published rules, and no more.

One JSON argument: cert, key: TLS; now: milliseconds since 1970, by which a timestamp is judged; key_name: the key in the address;
secret: with which 钉钉 and 飞书 sign; limit: messages that are taken before it is too many.

Prints {"port": N} when it listens, then one JSON line for each message that it has posted. Ends when its input does.
"""

import base64
import hashlib
import hmac
import json
import ssl
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

wish = json.loads(sys.argv[1])
left = [wish.get("limit", 1000)]


def tell(**facts):
    print(json.dumps(facts, ensure_ascii=False), flush=True)


def signed(key, text):
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()


def fresh(timestamp, unit):
    return timestamp.isdigit() and abs(int(timestamp) * unit - wish["now"]) <= 3600_000


def wecom(query, raw, body):
    # developer.work.weixin.qq.com/document/path/91770
    if query.get("key") != [wish["key_name"]]:
        return {"errcode": 93000, "errmsg": "invalid webhook url, hint: [1], key " + query.get("key", [""])[0]}
    kind = body.get("msgtype")
    longest = {"text": 2048, "markdown": 4096}.get(kind)
    if not longest or not isinstance(body[kind]["content"], str):
        return {"errcode": 40008, "errmsg": "invalid message type"}
    if len(body[kind]["content"].encode()) > longest:
        return {"errcode": 40058, "errmsg": f"{kind}.content exceed max length {longest}"}
    if not left[0]:
        return {"errcode": 45009, "errmsg": "api freq out of limit"}
    return {"errcode": 0, "errmsg": "ok"}


def dingtalk(query, raw, body):
    # open.dingtalk.com/document/robots/custom-robot-access
    if query.get("access_token") != [wish["key_name"]]:
        return {"errcode": 300005, "errmsg": "token is not exist"}
    if "secret" in wish:
        timestamp, sign = query.get("timestamp", [""])[0], query.get("sign", [""])[0]
        if not fresh(timestamp, 1):
            return {"errcode": 310000, "errmsg": "invalid timestamp"}
        if sign != signed(wish["secret"], f"{timestamp}\n{wish['secret']}"):
            return {"errcode": 310000, "errmsg": "sign not match"}
    if len(raw) > 20000:
        return {"errcode": 460101, "errmsg": "message too long, exceed 20000 bytes"}
    parts = {"text": ["content"], "markdown": ["title", "text"]}.get(body.get("msgtype"))
    if not parts or not all(isinstance(body[body["msgtype"]][part], str) for part in parts):
        return {"errcode": 40035, "errmsg": "missing parameter"}
    if not left[0]:
        return {"errcode": 130101, "errmsg": "send too fast, exceed 20 times per minute", "wait": 5}
    return {"errcode": 0, "errmsg": "ok"}


def feishu(hook, raw, body):
    # open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
    if hook != wish["key_name"]:
        return {"code": 19001, "msg": "param invalid: incoming webhook access token invalid"}
    if "secret" in wish:
        timestamp = body.get("timestamp", "")
        if not fresh(timestamp, 1000) or body.get("sign") != signed(f"{timestamp}\n{wish['secret']}", ""):
            return {"code": 19021, "msg": "sign match fail or timestamp is not within one hour from current time"}
    if len(raw) > 20 * 1024 or body.get("msg_type") != "post":
        return {"code": 9499, "msg": "Bad Request", "data": {}}
    post = body["content"]["post"]["zh_cn"]
    if not isinstance(post["title"], str) or not all(part["tag"] == "text" for line in post["content"] for part in line):
        return {"code": 9499, "msg": "Bad Request", "data": {}}
    if not left[0]:
        return {"code": 11232, "msg": "frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]"}
    return {"StatusCode": 0, "StatusMessage": "success", "code": 0, "data": {}, "msg": "success"}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        url = urlsplit(self.path)
        query = parse_qs(url.query, strict_parsing=bool(url.query))
        assert self.headers["Content-Type"].startswith("application/json")
        body = json.loads(raw.decode("utf-8"))
        if url.path == "/cgi-bin/webhook/send":
            answer = wecom(query, raw, body)
        elif url.path == "/robot/send":
            answer = dingtalk(query, raw, body)
        else:
            answer = feishu(url.path.removeprefix("/open-apis/bot/v2/hook/"), raw, body)
        if answer.get("errcode", answer.get("code")) == 0:
            left[0] -= 1
            tell(body=body, bytes=len(raw))
        text = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *args):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
if "cert" in wish:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(wish["cert"], wish["key"])
    server.socket = context.wrap_socket(server.socket, server_side=True)
tell(port=server.server_address[1])
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
