package io.entryguard.resources.function.listresources;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.entryguard.resources.http.ApiError;
import io.entryguard.resources.http.Headers;
import io.entryguard.resources.http.HttpResponse;
import io.entryguard.resources.http.ResponseEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a list: plain up to Lambda's limit, and gzipped beyond it for a client that accepts
 * gzip. Only one of the two is in memory. Before compression it has at most 32 MB, so that a list
 * that compresses well does not read for a minute.
 */
final class ListBody extends OutputStream {
  private static final long MAX_UNCOMPRESSED_BYTES = 32 * 1024 * 1024;

  private final Headers request;

  /** Grows in blocks: an array that doubles would be copied again and again for a long list. */
  private final ByteArrayBuilder plain = new ByteArrayBuilder();

  private long uncompressedBytes;
  private long plainLength;
  private @Nullable GzippedBody gzipped;
  private boolean tooLarge;

  /**
   * @param request the request's headers, for {@code Accept-Encoding}
   */
  ListBody(Headers request) {
    this.request = request;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (tooLarge) {
      return;
    }
    uncompressedBytes += length;
    if (uncompressedBytes > MAX_UNCOMPRESSED_BYTES) {
      giveUp();
      return;
    }
    if (gzipped == null) {
      plainLength += ResponseEncoder.lengthAsJson(bytes, offset, length);
      if (plainLength <= ResponseEncoder.MAX_BODY_BYTES) {
        plain.write(bytes, offset, length);
        return;
      }
      if (!AcceptEncoding.acceptsGzip(request)) {
        giveUp();
        return;
      }
      gzipped = new GzippedBody();
      gzipped.write(plain.getClearAndRelease());
    }
    gzipped.write(bytes, offset, length);
    if (!gzipped.fits()) {
      giveUp();
    }
  }

  private void giveUp() {
    tooLarge = true;
    gzipped = null;
    plain.release();
  }

  @Override
  public void close() throws IOException {
    if (gzipped != null) {
      gzipped.close();
      if (!gzipped.fits()) {
        giveUp();
      }
    }
  }

  /** Whether the body is still within its limits; beyond them, nothing more is written. */
  boolean fits() {
    return !tooLarge;
  }

  /** The response; call it once, after {@link #close}: it takes the body out. */
  HttpResponse response() {
    if (tooLarge) {
      return HttpResponse.error(
          ApiError.validation(
                  "The list is larger than 6 MB, which is the most that one answer can carry: ask"
                      + " for it in pages, by limit, or for a part of it, by provider and"
                      + " resourceType.",
                  Map.of("limit", "must be given for so long a list, as a number from 1 to 1,000"))
              .withHeader("Vary", "Accept-Encoding"));
    }
    return gzipped == null
        ? HttpResponse.json(200, new String(plain.getClearAndRelease(), UTF_8), Map.of())
        : new HttpResponse(
            200,
            Map.of("Content-Encoding", "gzip", "Vary", "Accept-Encoding"),
            new HttpResponse.Body.Gzip(gzipped.base64()));
  }
}
