package io.entryguard.resources.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.refusal.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a request, decoded only when it is read.
 *
 * @param text the text in the event
 * @param base64 whether the text is the sent bytes in base64
 */
public record RequestBody(String text, boolean base64) {
  /** The largest body, in bytes. */
  private static final int MAX_BYTES = 64 * 1024;

  /** The longest base64 text of a body of that size. */
  private static final int MAX_BASE64_LENGTH = (MAX_BYTES + 2) / 3 * 4;

  public static RequestBody of(APIGatewayProxyRequestEvent event) {
    String text = event.getBody();
    return new RequestBody(
        text == null ? "" : text, Boolean.TRUE.equals(event.getIsBase64Encoded()));
  }

  /**
   * Returns the text of the body.
   *
   * @throws ApiException 413 if the body is too large, 400 if it is not UTF-8
   */
  public String read() {
    if (text.length() > (base64 ? MAX_BASE64_LENGTH : MAX_BYTES)) {
      throw tooLarge();
    }
    Optional<ByteBuffer> bytes = base64 ? decodeBase64() : encodeUtf8();
    if (bytes.isEmpty()) {
      throw notUtf8();
    }
    if (bytes.get().remaining() > MAX_BYTES) {
      throw tooLarge();
    }
    try {
      // Unlike new String(bytes), this rejects malformed UTF-8 instead of replacing it by U+FFFD.
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.get()).toString();
    } catch (CharacterCodingException e) {
      throw notUtf8();
    }
  }

  private Optional<ByteBuffer> decodeBase64() {
    try {
      return Optional.of(ByteBuffer.wrap(Base64.getDecoder().decode(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<ByteBuffer> encodeUtf8() {
    try {
      return Optional.of(StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static ApiException tooLarge() {
    return new ApiException(
        ApiError.of(
            ErrorCode.PAYLOAD_TOO_LARGE, "The request body is larger than 64 KiB (65,536 bytes)."));
  }

  private static ApiException notUtf8() {
    return new ApiException(ApiError.validation(Map.of("body", "must be UTF-8 text")));
  }
}
