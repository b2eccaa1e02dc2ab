package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An emulation of Lambda's Runtime API for one process. It uses plain sockets, so that its own
 * overhead in the measured times is small.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
  private static final String PREFIX = "/2018-06-01/runtime/";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

  /** The maximum timeout of a function, 15 minutes, so that no deadline takes effect. */
  private static final Duration DEADLINE = Duration.ofMinutes(15);

  private final ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> replies = new LinkedBlockingQueue<>();

  enum Kind {
    /** The process requests an event. */
    READY,
    /** The process is ready for its snapshot and waits for the restore. */
    SNAPSHOT,
    ANSWERED,
    FAILED
  }

  /**
   * A signal of the process and its time.
   *
   * @param nanos the time by {@link System#nanoTime}
   */
  record Signal(Kind kind, long nanos, String text) {}

  /** Listens on a free port. */
  RuntimeApi() throws IOException {
    Thread.ofPlatform().daemon().name("runtime-api").start(this::accept);
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** Returns the next signal of the process; null if there is none in time. */
  @Nullable Signal poll(Duration time) throws InterruptedException {
    return signals.poll(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Sends an event to the process, which must be {@link Kind#READY}.
   *
   * @return when
   */
  long send(String event) {
    // The client requires the content type and the trace id.
    return reply(
        """
        Lambda-Runtime-Aws-Request-Id: %s\r
        Lambda-Runtime-Deadline-Ms: %d\r
        Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-central-1:000000000000:function:bench\r
        Lambda-Runtime-Trace-Id: Root=1-69959a30-4b1c2d3e4f5061728394a5b6;Parent=53995c3f42cd8ad8;Sampled=0\r
        """
            .formatted(UUID.randomUUID(), System.currentTimeMillis() + DEADLINE.toMillis()),
        event);
  }

  /**
   * Continues the process after {@link Kind#SNAPSHOT}.
   *
   * @return when
   */
  long restore() {
    return reply("", "");
  }

  private long reply(String headers, String body) {
    byte[] reply = response("200 OK", headers, body);
    long now = System.nanoTime();
    replies.add(reply);
    return now;
  }

  private static byte[] response(String status, String headers, String body) {
    int length = body.getBytes(UTF_8).length;
    return "HTTP/1.1 %s\r\n%s%sContent-Length: %d\r\n\r\n%s"
        .formatted(status, JSON, headers, length, body)
        .getBytes(UTF_8);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofPlatform().daemon().name("runtime-api-connection").start(() -> serve(socket));
      }
    } catch (IOException e) {
      // The socket was closed because the process has ended.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var input = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      OutputStream output = socket.getOutputStream();
      for (String head = head(input); !head.isEmpty(); head = head(input)) {
        if (head.contains("\r\nExpect:")) {
          output.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
        }
        Matcher length = CONTENT_LENGTH.matcher(head);
        byte[] body = input.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        output.write(respond(head.split(" ", 3)[1].substring(PREFIX.length()), body));
      }
    } catch (IOException e) {
      // The process was ended by the bench.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads a request's line and headers; empty at the end of the connection. */
  private static String head(InputStream input) throws IOException {
    var head = new StringBuilder();
    for (int next = input.read(); next >= 0; next = input.read()) {
      head.append((char) next);
      if (next == '\n' && head.lastIndexOf("\r\n\r\n") == head.length() - 4) {
        return head.toString();
      }
    }
    return "";
  }

  private byte[] respond(String path, byte[] body) throws InterruptedException {
    long now = System.nanoTime();
    Kind kind =
        switch (path) {
          case "invocation/next" -> Kind.READY;
          case "restore/next" -> Kind.SNAPSHOT;
          // The others are init/error, restore/error and invocation/<id>/error.
          default -> path.endsWith("/response") ? Kind.ANSWERED : Kind.FAILED;
        };
    signals.add(new Signal(kind, now, new String(body, UTF_8)));
    return kind == Kind.READY || kind == Kind.SNAPSHOT
        ? replies.take()
        : response("202 Accepted", "", "");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
