package io.entryguard.resources.dynamodb.call;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Keeps the bytes of an answer for a request that wants to read them itself. The SDK, which would
 * make a tree of them first, is left with an empty answer; all else that it does for a call it does
 * as ever. A client without this interceptor answers such a request as any other.
 */
public final class RawResponseInterceptor implements ExecutionInterceptor {
  private static final ExecutionAttribute<RawResponse> ANSWER =
      new ExecutionAttribute<>("io.entryguard.resources.RawResponse");

  private static final String CHECKSUM = "x-amz-crc32";
  private static final byte[] EMPTY = {'{', '}'};

  /** Where an answer will be, once it is there. */
  public static final class RawResponse {
    private byte @Nullable [] body;
    private Optional<String> checksum = Optional.empty();

    /** JSON; null where the client does not keep answers. */
    public byte @Nullable [] body() {
      return body;
    }

    /** The configuration of a request whose answer is to be kept here. */
    public AwsRequestOverrideConfiguration captureInto(AwsRequestOverrideConfiguration request) {
      return request.toBuilder().putExecutionAttribute(ANSWER, this).build();
    }
  }

  /** The SDK would check the sum of what it is left with. */
  @Override
  public SdkHttpResponse modifyHttpResponse(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    SdkHttpResponse response = context.httpResponse();
    RawResponse answer = attributes.getAttribute(ANSWER);
    if (answer == null || !response.isSuccessful()) {
      return response;
    }
    answer.checksum = response.firstMatchingHeader(CHECKSUM);
    return response.toBuilder().removeHeader(CHECKSUM).build();
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    RawResponse answer = attributes.getAttribute(ANSWER);
    Optional<InputStream> content = context.responseBody();
    if (answer == null || content.isEmpty() || !context.httpResponse().isSuccessful()) {
      return content;
    }
    try (InputStream body = content.get()) {
      byte[] bytes = body.readAllBytes();
      check(bytes, answer.checksum);
      answer.body = bytes;
      return Optional.of(new ByteArrayInputStream(EMPTY));
    } catch (IOException e) {
      // As the SDK itself has it, so that it tries again.
      throw SdkClientException.create("the answer did not come whole", e);
    }
  }

  private static void check(byte[] bytes, Optional<String> expected) throws IOException {
    if (expected.isEmpty()) {
      return;
    }
    var sum = new CRC32();
    sum.update(bytes);
    if (sum.getValue() != Long.parseLong(expected.get())) {
      throw new IOException("the answer is damaged");
    }
  }
}
