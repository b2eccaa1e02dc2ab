package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Runtime API for one process. It speaks HTTP over plain sockets, so that its own part of
 * what it times is small.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
  private static final String PREFIX = "/2018-06-01/runtime/";

  /** Lambda's own limit for a function, 15 minutes, so that no handler sees the end coming. */
  private static final Duration DEADLINE = Duration.ofMinutes(15);

  private final ServerSocket server;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> replies = new LinkedBlockingQueue<>();

  /** What the process told, and when; {@code nanos} is of {@link System#nanoTime}. */
  sealed interface Signal {
    long nanos();

    /** It waits for an event. */
    record Ready(long nanos) implements Signal {}

    /** It may be stopped and copied; it waits until a copy is started. */
    record Snapshot(long nanos) implements Signal {}

    record Answered(long nanos, String body) implements Signal {}

    record Failed(long nanos, String where, String what) implements Signal {}
  }

  private RuntimeApi(ServerSocket server) {
    this.server = server;
  }

  /** Listens at a free port. */
  static RuntimeApi start() throws IOException {
    var api = new RuntimeApi(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()));
    Thread.ofPlatform().daemon().name("runtime-api").start(api::accept);
    return api;
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** The next thing that the process tells; null if it tells nothing in the time. */
  @Nullable Signal poll(Duration time) throws InterruptedException {
    return signals.poll(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Hands an event to the process, which is {@link Signal.Ready}.
   *
   * @return when
   */
  long send(String event) {
    String id = UUID.randomUUID().toString();
    long deadline = System.currentTimeMillis() + DEADLINE.toMillis();
    // The client fails without the type and the trace.
    byte[] reply =
        response(
            "200 OK",
            """
            Content-Type: application/json\r
            Lambda-Runtime-Aws-Request-Id: %s\r
            Lambda-Runtime-Deadline-Ms: %d\r
            Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-central-1:000000000000:function:bench\r
            Lambda-Runtime-Trace-Id: Root=1-69959a30-4b1c2d3e4f5061728394a5b6;Parent=53995c3f42cd8ad8;Sampled=0\r
            """
                .formatted(id, deadline),
            event.getBytes(UTF_8));
    long now = System.nanoTime();
    replies.add(reply);
    return now;
  }

  /**
   * Lets the process go on from its {@link Signal.Snapshot}.
   *
   * @return when
   */
  long restore() {
    byte[] reply = response("200 OK", "Content-Type: application/json\r\n", new byte[0]);
    long now = System.nanoTime();
    replies.add(reply);
    return now;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofPlatform().daemon().name("runtime-api-connection").start(() -> serve(socket));
      }
    } catch (SocketException e) {
      // Closed: the process has ended.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var input = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      OutputStream output = socket.getOutputStream();
      while (true) {
        Request request = Request.read(input, output);
        if (request == null) {
          return;
        }
        output.write(answer(request));
        output.flush();
      }
    } catch (IOException e) {
      // The process has ended, as all of them are ended from here.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] answer(Request request) throws InterruptedException {
    long now = System.nanoTime();
    String path = request.path().substring(Math.min(PREFIX.length(), request.path().length()));
    if (path.equals("invocation/next")) {
      signals.add(new Signal.Ready(now));
      return replies.take();
    }
    if (path.equals("restore/next")) {
      signals.add(new Signal.Snapshot(now));
      return replies.take();
    }
    if (path.endsWith("/response")) {
      signals.add(new Signal.Answered(now, request.text()));
    } else {
      // init/error, restore/error, invocation/<id>/error
      signals.add(new Signal.Failed(now, path, request.text()));
    }
    return response("202 Accepted", "Content-Type: application/json\r\n", new byte[0]);
  }

  private static byte[] response(String status, String headers, byte[] body) {
    byte[] head =
        "HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(status, headers, body.length)
            .getBytes(ISO_8859_1);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private record Request(String path, ByteBuffer body) {
    String text() {
      return UTF_8.decode(body).toString();
    }

    /** Null at the end of the connection. */
    static @Nullable Request read(InputStream input, OutputStream output) throws IOException {
      String line = line(input);
      if (line == null) {
        return null;
      }
      String path = line.split(" ", 3)[1];
      Map<String, String> headers = headers(input);
      if (headers.containsKey("expect")) {
        output.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
        output.flush();
      }
      if (headers.containsKey("transfer-encoding")) {
        throw new IOException("the client sends a body in chunks, which is not understood here");
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      byte[] body = input.readNBytes(length);
      if (body.length < length) {
        throw new EOFException();
      }
      return new Request(path, ByteBuffer.wrap(body));
    }

    private static Map<String, String> headers(InputStream input) throws IOException {
      Map<String, String> headers = new HashMap<>();
      for (String line = line(input); line != null && !line.isEmpty(); line = line(input)) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      return headers;
    }

    private static @Nullable String line(InputStream input) throws IOException {
      var line = new StringBuilder();
      for (int next = input.read(); next >= 0; next = input.read()) {
        if (next == '\n') {
          return line.toString();
        }
        if (next != '\r') {
          line.append((char) next);
        }
      }
      return null;
    }
  }
}
