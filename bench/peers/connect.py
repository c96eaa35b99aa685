# How long connect() takes through rules that are loaded: `connect.py SOURCE PORT COUNT ADDRESS...` prints for each
# address a line of microseconds, in turn, so that all of them see the same minutes of a noisy machine.
import socket
import sys
import threading
import time

source, port, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
targets = sys.argv[4:]

server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("0.0.0.0", 8080))
server.listen(1024)


def accept():
    while True:
        server.accept()[0].close()


threading.Thread(target=accept, daemon=True).start()


def connect(address, number):
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    client.bind((source, 0))
    begin = time.perf_counter_ns()
    client.connect((address, number))
    took = time.perf_counter_ns() - begin
    client.close()
    return took / 1000


times = {target: [] for target in targets}
for n in range(count + 20):
    for target in targets:
        # an address with a port of its own is asked directly
        address, _, number = target.partition(":")
        took = connect(address, int(number or port))
        if n >= 20:
            times[target].append(took)
for target in targets:
    print(" ".join(f"{took:.1f}" for took in times[target]))
