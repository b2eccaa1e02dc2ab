package io.entryguard.resources.bench.function;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Passes requests on, and from {@link #rewind} on gives the same answers over and over. */
final class Replay implements SdkHttpClient {
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final List<Answer> answers = new ArrayList<>();
  private int next = -1;

  private record Answer(SdkHttpResponse head, SdkBytes body) {}

  void rewind() {
    next = 0;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        Answer answer = next < 0 ? pass(request) : answers.get(next++ % answers.size());
        return HttpExecuteResponse.builder()
            .response(answer.head())
            .responseBody(AbortableInputStream.create(answer.body().asInputStream()))
            .build();
      }

      @Override
      public void abort() {
        // There is nothing that could be cut off.
      }
    };
  }

  private Answer pass(HttpExecuteRequest request) throws IOException {
    HttpExecuteResponse response = http.prepareRequest(request).call();
    try (InputStream body = response.responseBody().orElseThrow()) {
      var answer = new Answer(response.httpResponse(), SdkBytes.fromInputStream(body));
      answers.add(answer);
      return answer;
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
