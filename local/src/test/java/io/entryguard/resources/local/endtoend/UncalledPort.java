package io.entryguard.resources.local.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A local port to which nothing should connect. Connections wait in its backlog. */
final class UncalledPort {
  private static final int QUEUE = 1_000;
  private static final int TIMEOUT_MILLIS = 10_000;

  private final ServerSocket socket;

  private UncalledPort(ServerSocket socket) {
    this.socket = socket;
  }

  static UncalledPort open() {
    try {
      var socket = new ServerSocket(0, QUEUE, InetAddress.getLoopbackAddress());
      socket.setSoTimeout(TIMEOUT_MILLIS);
      return new UncalledPort(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://localhost:" + socket.getLocalPort() + "/keys";
  }

  /**
   * Returns the number of connections since the last call. The backlog is ordered, so all earlier
   * connections precede the one that this method makes.
   */
  int connections() {
    try (var last = new Socket(InetAddress.getLoopbackAddress(), socket.getLocalPort())) {
      for (int before = 0; ; before++) {
        try (Socket next = socket.accept()) {
          if (next.getPort() == last.getLocalPort()) {
            return before;
          }
        }
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("The connection of this test was not accepted", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
