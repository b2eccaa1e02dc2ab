package io.entryguard.resources.function.listresources;

import io.entryguard.resources.http.ResponseEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** A response body in gzip. */
final class GzippedBody extends OutputStream {
  /** API Gateway receives the body as base64: four characters for three bytes. */
  private static final int MAX_BYTES = ResponseEncoder.MAX_BODY_BYTES / 4 * 3;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final GZIPOutputStream gzip;

  GzippedBody() {
    try {
      gzip = new GZIPOutputStream(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    gzip.write(b);
  }

  @Override
  public void write(byte[] plain, int offset, int length) throws IOException {
    gzip.write(plain, offset, length);
  }

  @Override
  public void close() throws IOException {
    gzip.close();
  }

  /** Whether the bytes written so far are within Lambda's limit. */
  boolean fits() {
    return bytes.size() <= MAX_BYTES;
  }

  String base64() {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
