"""A private Redis that keeps nothing on disk."""

from crm_kit.private_servers.places import find_program, give
from crm_kit.private_servers.probes import redis_answers
from crm_kit.private_servers.server import Server, ServerError

_CONFIGURATION = """\
bind 127.0.0.1
port {port}
requirepass {password}
save ""
appendonly no
dir {home}
maxmemory 256mb
maxmemory-policy allkeys-lru
"""


class Redis(Server):
    """Redis 7: holds nothing that cannot be lost."""

    name = "redis"
    accounts = ("redis",)
    user = ""

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def answers(self) -> bool:
        return redis_answers("127.0.0.1", self.port, self.password)

    def command(self) -> list[str]:
        program = find_program("redis-server", ())
        if program is None:
            raise ServerError("Redis is not installed (Debian: redis-server)")
        configuration = self.home / "redis.conf"
        configuration.touch(mode=0o600)
        configuration.write_text(_CONFIGURATION.format(port=self.port, password=self.password, home=self.home))
        give(configuration, self.account)
        return [str(program), str(configuration)]
