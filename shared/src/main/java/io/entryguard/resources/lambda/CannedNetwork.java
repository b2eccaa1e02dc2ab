package io.entryguard.resources.lambda;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Answers every call from memory, with nobody at the other end: for priming. */
public final class CannedNetwork implements Network {
  private final Map<String, SdkBytes> answers;

  private CannedNetwork(Map<String, SdkBytes> answers) {
    this.answers = answers;
  }

  /**
   * Answers each operation always alike.
   *
   * @param answers the operation's name, such as {@code Query} → the answer's body, JSON
   */
  public static CannedNetwork answering(Map<String, String> answers) {
    return new CannedNetwork(
        answers.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, answer -> SdkBytes.fromUtf8String(answer.getValue()))));
  }

  @Override
  public SdkHttpClient http(Duration connectionTimeout, Duration socketTimeout) {
    return new Client();
  }

  @Override
  public boolean isReal() {
    return false;
  }

  @Override
  public Optional<AwsCredentialsProvider> credentials() {
    return Optional.of(
        StaticCredentialsProvider.create(AwsBasicCredentials.create("priming", "priming")));
  }

  private HttpExecuteResponse answer(HttpExecuteRequest request) {
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
    SdkBytes body = answers.get(target.substring(target.indexOf('.') + 1));
    if (body == null) {
      throw new IllegalStateException("there is no answer to " + target);
    }
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .build())
        .responseBody(AbortableInputStream.create(body.asInputStream()))
        .build();
  }

  private final class Client implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return answer(request);
        }

        @Override
        public void abort() {
          // The answer is there at once.
        }
      };
    }

    @Override
    public void close() {
      // It has nothing of its own.
    }
  }
}
