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

/** Forwards requests, and from {@link #rewind} on replays the recorded responses. */
final class Replay implements SdkHttpClient {
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final List<Response> responses = new ArrayList<>();
  private int next = -1;

  private record Response(SdkHttpResponse head, SdkBytes body) {}

  void rewind() {
    next = 0;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        Response replayed = next < 0 ? pass(request) : responses.get(next++ % responses.size());
        return HttpExecuteResponse.builder()
            .response(replayed.head())
            .responseBody(AbortableInputStream.create(replayed.body().asInputStream()))
            .build();
      }

      @Override
      public void abort() {
        // Nothing to abort.
      }
    };
  }

  private Response pass(HttpExecuteRequest request) throws IOException {
    HttpExecuteResponse response = http.prepareRequest(request).call();
    try (InputStream body = response.responseBody().orElseThrow()) {
      var recorded = new Response(response.httpResponse(), SdkBytes.fromInputStream(body));
      responses.add(recorded);
      return recorded;
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
