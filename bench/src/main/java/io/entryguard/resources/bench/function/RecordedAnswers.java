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

/** Answers of DynamoDB, kept to be given again without a network. */
final class RecordedAnswers {
  private final List<Answer> answers = new ArrayList<>();

  private record Answer(SdkHttpResponse head, SdkBytes body) {
    HttpExecuteResponse response() {
      return HttpExecuteResponse.builder()
          .response(head)
          .responseBody(AbortableInputStream.create(body.asInputStream()))
          .build();
    }
  }

  /** Passes requests on, and keeps the answers. */
  SdkHttpClient recordingOf(SdkHttpClient http) {
    return new Client(request -> {
      HttpExecuteResponse response = http.prepareRequest(request).call();
      try (InputStream body = response.responseBody().orElseThrow()) {
        var answer = new Answer(response.httpResponse(), SdkBytes.fromInputStream(body));
        answers.add(answer);
        return answer.response();
      }
    });
  }

  /** Gives the answers in the order they were kept, and then again from the first. */
  SdkHttpClient replay() {
    var next = answers.listIterator();
    return new Client(request -> {
      Answer answer = next.next();
      if (!next.hasNext()) {
        while (next.hasPrevious()) {
          next.previous();
        }
      }
      return answer.response();
    });
  }

  @FunctionalInterface
  private interface Call {
    HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException;
  }

  private record Client(Call call) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          return call.answer(request);
        }

        @Override
        public void abort() {
          // There is nothing that could be cut off.
        }
      };
    }

    @Override
    public void close() {
      // It has nothing of its own.
    }
  }
}
