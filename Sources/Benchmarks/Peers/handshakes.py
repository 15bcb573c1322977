"""Opens and closes TLS connections one after the other: handshakes.py PORT CERTIFICATE COUNT
[resumed]. Prints how many of them resumed an earlier session. NIOSSL's clients can't resume."""
import socket
import ssl
import sys

port, certificate, count = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
context = ssl.create_default_context(cafile=certificate)
context.minimum_version = ssl.TLSVersion.TLSv1_3


def connect(session=None):
    plain = socket.create_connection(("127.0.0.1", port), timeout=10)
    return context.wrap_socket(plain, server_hostname="localhost", session=session)


session = None
if sys.argv[4:] == ["resumed"]:
    # The ticket comes after the handshake, so it is there once something was read.
    with connect() as first:
        first.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        first.recv(65536)
        session = first.session
resumed = 0
for _ in range(count):
    with connect(session) as connection:
        resumed += connection.session_reused
print(resumed)
