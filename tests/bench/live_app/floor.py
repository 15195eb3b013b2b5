"""The barest fan-out there is: one Redis subscription, `websockets.broadcast`, no rights, no topics."""

import sys

import redis.asyncio
import uvloop
from websockets.asyncio.server import broadcast, serve


async def main(url: str, port: int) -> None:
    sockets = set()

    async def handler(socket):
        sockets.add(socket)
        try:
            await socket.wait_closed()
        finally:
            sockets.discard(socket)

    pubsub = redis.asyncio.Redis.from_url(url).pubsub()
    await pubsub.subscribe("floor")
    async with serve(handler, "127.0.0.1", port, compression=None, ping_interval=None, max_queue=4, backlog=4096):
        while True:
            message = await pubsub.get_message(timeout=5)
            if message is not None and message["type"] == "message":
                broadcast(sockets, message["data"].decode())


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1], int(sys.argv[2])))
