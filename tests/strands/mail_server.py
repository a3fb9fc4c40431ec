"""A mail server of a few lines, on a port of its own: what a real client says to it over a real socket is kept."""

import email
import email.policy
import socketserver
import threading
from contextlib import contextmanager


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 ready")
        recipients = []
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT":
                address = line.partition("<")[2].partition(">")[0]
                if address in self.server.refused:
                    self.say("550 no such mailbox")
                    continue
                recipients.append(address)
            if verb == "QUIT":
                self.say("221 bye")
                return
            if verb == "DATA":
                self.say("354 go on")
                self.server.messages.append((recipients, self.message()))
                recipients = []
            self.say("250 ok")

    def message(self):
        lines = iter(self.rfile.readline, b".\r\n")
        text = b"".join(line[1:] if line.startswith(b"..") else line for line in lines)
        return email.message_from_bytes(text, policy=email.policy.default)

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True


@contextmanager
def mail_server(refused=()):
    """Keeps `messages`, each as (who it went to, the message); refuses the addresses in `refused`."""
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.messages, server.refused = [], set(refused)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
