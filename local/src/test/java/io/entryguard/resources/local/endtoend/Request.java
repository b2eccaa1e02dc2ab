package io.entryguard.resources.local.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A raw HTTP request. Nothing is validated or corrected, so that tests can send what no HTTP client
 * would.
 */
final class Request {
  static final String RESOURCES = "/api/v1/resources";

  private static final int CHUNK_BYTES = 1_000;

  private final String method;
  private final String target;
  private final List<Header> headers;
  private final byte[] body;
  private final boolean chunked;

  private Request(
      String method, String target, List<Header> headers, byte[] body, boolean chunked) {
    this.method = method;
    this.target = target;
    this.headers = List.copyOf(headers);
    this.body = body;
    this.chunked = chunked;
  }

  private record Header(String name, String value) {
    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }
  }

  static Request of(String method, String target) {
    return new Request(method, target, List.of(), new byte[0], false);
  }

  static Request list() {
    return of("GET", RESOURCES);
  }

  static Request create(Object json) {
    return create(json.toString().getBytes(UTF_8));
  }

  static Request create(byte[] body) {
    return of("POST", RESOURCES).with("Content-Type", "application/json").body(body);
  }

  /** Returns the request with another path or query. */
  Request to(String otherTarget) {
    return new Request(method, otherTarget, headers, body, chunked);
  }

  /** Returns the request with one more header, even if it has one of that name. */
  Request with(String header, String value) {
    var more = new ArrayList<>(headers);
    more.add(new Header(header, value));
    return new Request(method, target, more, body, chunked);
  }

  Request without(String header) {
    var fewer = new ArrayList<>(headers);
    fewer.removeIf(each -> each.is(header));
    return new Request(method, target, fewer, body, chunked);
  }

  Request body(byte[] other) {
    return new Request(method, target, headers, other, chunked);
  }

  /** Returns the request with chunked transfer encoding. */
  Request inChunks() {
    return new Request(method, target, headers, body, true);
  }

  String method() {
    return method;
  }

  /** The path and query. */
  String target() {
    return target;
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  /** The credentials, which no response may contain. */
  List<String> secrets() {
    return headers.stream()
        .filter(header -> header.is("Authorization") || header.is("X-API-Key"))
        .flatMap(header -> Stream.of(header.value().split(" ")))
        .filter(word -> word.length() > "Bearer".length())
        .toList();
  }

  byte[] bytes(int port) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head(port).getBytes(UTF_8));
    if (chunked) {
      writeChunks(bytes);
    } else {
      bytes.writeBytes(body);
    }
    return bytes.toByteArray();
  }

  private String head(int port) {
    var all = new ArrayList<Header>();
    all.add(new Header("Host", "localhost:" + port));
    all.add(new Header("Connection", "close"));
    all.addAll(headers);
    if (chunked) {
      all.add(new Header("Transfer-Encoding", "chunked"));
    } else if (body.length > 0) {
      all.add(new Header("Content-Length", Integer.toString(body.length)));
    }
    return all.stream()
        .map(header -> header.name() + ": " + header.value() + "\r\n")
        .collect(joining("", method + " " + target + " HTTP/1.1\r\n", "\r\n"));
  }

  private void writeChunks(ByteArrayOutputStream bytes) {
    for (int start = 0; start < body.length; start += CHUNK_BYTES) {
      int length = Math.min(CHUNK_BYTES, body.length - start);
      bytes.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(US_ASCII));
      bytes.write(body, start, length);
      bytes.writeBytes("\r\n".getBytes(US_ASCII));
    }
    bytes.writeBytes("0\r\n\r\n".getBytes(US_ASCII));
  }

  @Override
  public String toString() {
    return method + " " + target;
  }
}
