package io.entryguard.resources.local.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A port of this machine that nobody should connect to. Those who do wait in its queue. */
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
   * How many have connected since this was last asked. The queue is in order: whoever comes before
   * the connection that is made here came before the question.
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
      throw new AssertionError("The connection that was just made is not there", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
