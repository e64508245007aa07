"""Whether a server answers, asked in its own protocol and with the standard library alone."""

import socket
import struct

_TIMEOUT = 2.0
_AMQP_GREETING = b"AMQP\x00\x00\x09\x01"
_AMQP_TUNE = struct.pack(">HH", 10, 30)


def postgres_answers(host: str, port: int) -> bool:
    """Whether PostgreSQL lets clients in: it asks for a password, where a starting server refuses."""
    parameters = b"user\0probe\0database\0probe\0\0"
    startup = struct.pack(">II", len(parameters) + 8, 196_608) + parameters
    return _exchange(host, port, startup)[:1] == b"R"


def redis_answers(host: str, port: int, password: str = "") -> bool:
    login = f"AUTH {password}\r\n".encode() if password else b""
    return b"+PONG" in _exchange(host, port, login + b"PING\r\n", until=b"PONG")


def rabbitmq_answers(host: str, port: int, user: str, password: str) -> bool:
    """Whether RabbitMQ accepts this user: its listener may open before its users are loaded."""
    try:
        with socket.create_connection((host, port), _TIMEOUT) as connection:
            connection.sendall(_AMQP_GREETING)
            if not _amqp_method(connection):
                return False
            connection.sendall(_amqp_start_ok(user, password))
            return _amqp_method(connection)[:4] == _AMQP_TUNE
    except OSError:
        return False


def _exchange(host: str, port: int, request: bytes, until: bytes = b"") -> bytes:
    answer = b""
    try:
        with socket.create_connection((host, port), _TIMEOUT) as connection:
            connection.sendall(request)
            while chunk := connection.recv(4096):
                answer += chunk
                if until in answer:
                    break
    except OSError:
        return b""
    return answer


def _amqp_start_ok(user: str, password: str) -> bytes:
    response = f"\0{user}\0{password}".encode()
    method = struct.pack(">HHI", 10, 11, 0) + b"\x05PLAIN" + struct.pack(">I", len(response)) + response + b"\x05en_US"
    return b"\x01\x00\x00" + struct.pack(">I", len(method)) + method + b"\xce"


def _amqp_method(connection: socket.socket) -> bytes:
    header = _read(connection, 7)
    if len(header) < 7:
        return b""
    return _read(connection, struct.unpack(">I", header[3:])[0] + 1)[:-1]


def _read(connection: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size and (chunk := connection.recv(size - len(data))):
        data += chunk
    return data
