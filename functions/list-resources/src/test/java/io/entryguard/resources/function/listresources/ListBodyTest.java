package io.entryguard.resources.function.listresources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.http.ApiError;
import io.entryguard.resources.http.Headers;
import io.entryguard.resources.http.HttpResponse;
import io.entryguard.resources.http.ResponseEncoder;
import io.entryguard.resources.http.TestApi;
import io.entryguard.resources.refusal.ErrorCode;
import io.entryguard.resources.serialization.ProxyEventSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListBodyTest {
  /**
   * Lambda's limit for a response:
   * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
   */
  private static final int LAMBDA_LIMIT = 6 * 1024 * 1024;

  private static final int MAX_BODY_BYTES = LAMBDA_LIMIT - 8 * 1024;
  private static final int MAX_GZIPPED_BYTES = MAX_BODY_BYTES / 4 * 3;

  private final ResponseEncoder encoder = TestApi.encoder();

  private static HttpResponse response(byte[] written, String... acceptEncoding)
      throws IOException {
    Headers headers = Headers.of(null, Map.of("Accept-Encoding", List.of(acceptEncoding)));
    var body = new ListBody(headers);
    try (body) {
      // In chunks that split characters, as Jackson writes them.
      for (int start = 0; start < written.length; start += 7_919) {
        body.write(written, start, Math.min(7_919, written.length - start));
      }
    }
    HttpResponse response = body.response();
    assertThat(body.fits()).isEqualTo(response.errorCode().isEmpty());
    return response;
  }

  private int sent(HttpResponse response) {
    var sent = new ByteArrayOutputStream();
    new ProxyEventSerializer()
        .toJson(encoder.encode(response, "request-1"), sent, APIGatewayProxyResponseEvent.class);
    return sent.size();
  }

  static Stream<Arguments> characters() {
    return Stream.of(
        argumentSet("a letter", "a", 1),
        argumentSet("a quote", "\"", 2),
        argumentSet("a backslash", "\\", 2),
        argumentSet("two bytes of UTF-8", "é", 2),
        argumentSet("three bytes of UTF-8", "東", 3),
        argumentSet("four bytes of UTF-8", "\uD83D\uDE00", 4),
        argumentSet("a control character that JSON writes as an escape", "\u0001", 6),
        argumentSet("a line feed, counted like other control characters", "\n", 6));
  }

  @ParameterizedTest
  @MethodSource("characters")
  void isPlainUpToLambdasLimit(String character, int bytes) throws IOException {
    String largest = character.repeat(MAX_BODY_BYTES / bytes);

    HttpResponse plain = response(largest.getBytes(UTF_8), "gzip");

    assertThat(plain).isEqualTo(HttpResponse.json(200, largest, Map.of()));
    assertThat(sent(plain)).isLessThanOrEqualTo(LAMBDA_LIMIT);
    assertThat(response((largest + character).getBytes(UTF_8), "gzip").body())
        .isInstanceOf(HttpResponse.Body.Gzip.class);
    assertThat(response((largest + character).getBytes(UTF_8)).errorCode())
        .contains(ErrorCode.VALIDATION_ERROR);
  }

  @Test
  void isGzippedBeyondTheLimitForAClientThatAcceptsGzip() throws IOException {
    byte[] list = "[\"é\"]".repeat(5_000_000).getBytes(UTF_8);

    HttpResponse compressed = response(list, "br, gzip");

    assertThat(compressed.status()).isEqualTo(200);
    assertThat(compressed.headers())
        .isEqualTo(Map.of("Content-Encoding", "gzip", "Vary", "Accept-Encoding"));
    byte[] gzip = Base64.getDecoder().decode(((HttpResponse.Body.Gzip) compressed.body()).base64());
    try (var plain = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      assertThat(plain.readAllBytes()).isEqualTo(list);
    }
    APIGatewayProxyResponseEvent response = encoder.encode(compressed, "request-1");
    assertThat(response.getIsBase64Encoded()).isTrue();
    assertThat(response.getHeaders())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Content-Encoding", "gzip");
    assertThat(sent(compressed)).isLessThanOrEqualTo(LAMBDA_LIMIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip;q=0"})
  void returns400BeyondTheLimitForAnyOtherClient(String acceptEncoding) throws IOException {
    ApiError error = TestApi.error(response(new byte[MAX_BODY_BYTES + 1], acceptEncoding));

    assertThat(error.code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
    assertThat(error.message()).contains("larger than 6 MB").contains("in pages");
    assertThat(error.validationErrors()).containsOnlyKeys("limit");
    assertThat(error.headers()).isEqualTo(Map.of("Vary", "Accept-Encoding"));
  }

  /** Random bytes do not compress. */
  @Test
  void returns400IfTheGzippedBodyIsBeyondTheLimitToo() throws IOException {
    byte[] random = new byte[8 * 1024 * 1024];
    new Random(1).nextBytes(random);

    assertThat(response(random, "gzip").errorCode()).contains(ErrorCode.VALIDATION_ERROR);
  }

  @Test
  void returnsABase64BodyOfUpToLambdasLimit() throws IOException {
    byte[] random = new byte[MAX_GZIPPED_BYTES];
    new Random(1).nextBytes(random);
    // Each control character counts as six bytes of plain text, so this list is gzipped.
    byte[] list = new byte[MAX_GZIPPED_BYTES + 2 * 1024 * 1024];
    System.arraycopy(random, 0, list, 2 * 1024 * 1024, random.length - 8 * 1024);

    HttpResponse response = response(list, "gzip");

    assertThat(response.body()).isInstanceOf(HttpResponse.Body.Gzip.class);
    assertThat(sent(response)).isBetween(LAMBDA_LIMIT - 32 * 1024, LAMBDA_LIMIT);
  }

  @Test
  void isRefusedBeyond32MegabytesHoweverWellItIsCompressed() throws IOException {
    byte[] largest = "a".repeat(32 * 1024 * 1024).getBytes(UTF_8);

    assertThat(response(largest, "gzip").body()).isInstanceOf(HttpResponse.Body.Gzip.class);
    assertThat(response("a".repeat(largest.length + 1).getBytes(UTF_8), "gzip").errorCode())
        .contains(ErrorCode.VALIDATION_ERROR);
  }
}
