"""Messages to a mail server that speaks SMTP on this machine: taken, refused, cut off."""

import email
import email.policy
import socketserver
import threading

import pytest

from mail.models import Message
from mail.posting import Result, deliver_waiting
from tests.factories import MessageFactory, UserFactory

REFUSED, CUT = "gone@elm.example", "cut@elm.example"


class Session(socketserver.StreamRequestHandler):
    """As much of SMTP as one message needs. It knows no REFUSED, and hangs up after the words of a message to CUT."""

    def handle(self):
        self.say("220 localhost")
        while words := self.rfile.readline().decode().strip():
            match words[:4].upper():
                case "EHLO" | "HELO" | "MAIL" | "RSET" | "NOOP":
                    self.say("250 OK")
                case "RCPT":
                    self.to = words[words.index("<") + 1 : words.index(">")]
                    self.say("550 No such user here" if self.to == REFUSED else "250 OK")
                case "DATA":
                    self.say("354 Go on")
                    taken = b"".join(iter(self.rfile.readline, b".\r\n"))
                    self.server.taken.append((self.to, taken.decode()))
                    if self.to == CUT:
                        return
                    self.say("250 Taken")
                case "QUIT":
                    self.say("221 Bye")
                    return

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def mail_server(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.taken = []
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def message_to(address, subject="A note"):
    return MessageFactory(person=UserFactory(email=address), subject=subject)


def outcomes():
    return {message.to: message.error for message in Message.objects.all() if message.sent_at is None}


def test_message_is_taken_with_both_its_parts(db, mail_server):
    message_to("mary@elm.example", "Elm’s note")

    assert deliver_waiting() == {Result.SENT: 1}

    ((to, taken),) = mail_server.taken
    assert to == "mary@elm.example"
    message = email.message_from_string(taken, policy=email.policy.default)
    assert (message["To"], message["Subject"]) == ("mary@elm.example", "Elm’s note")
    assert [(part.get_content_type(), part.get_content().strip()) for part in message.iter_parts()] == [
        ("text/plain", "Read it."),
        ("text/html", "<p>Read it.</p>"),
    ]


def test_address_that_is_refused_is_given_up_and_the_others_go(db, mail_server):
    for address in (REFUSED, "mary@elm.example"):
        message_to(address)

    assert deliver_waiting() == {Result.FAILED: 1, Result.SENT: 1}
    assert [to for to, _ in mail_server.taken] == ["mary@elm.example"]
    assert outcomes() == {REFUSED: "550 No such user here"}


def test_message_that_is_cut_off_after_its_words_is_unclear_and_goes_once(db, mail_server):
    for address in (CUT, "mary@elm.example"):
        message_to(address)

    assert deliver_waiting() == {Result.UNCLEAR: 1}
    assert deliver_waiting() == {Result.SENT: 1}
    assert deliver_waiting() == {}
    assert [to for to, _ in mail_server.taken] == [CUT, "mary@elm.example"]
    assert outcomes() == {CUT: "Connection unexpectedly closed"}


def test_a_server_that_is_not_there_is_asked_again(db, mail_server, settings):
    message_to("mary@elm.example")
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1

    assert deliver_waiting() == {Result.WAITS: 1}
    assert "refused" in Message.objects.get().error
    settings.EMAIL_PORT = port
    assert deliver_waiting() == {Result.SENT: 1}
