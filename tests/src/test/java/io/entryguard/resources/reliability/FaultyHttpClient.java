package io.entryguard.resources.reliability;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The way to DynamoDB, on which things go wrong. It lies below the SDK's own retries, so that they
 * and the tokens that make them safe are part of what is tested.
 */
final class FaultyHttpClient implements SdkHttpClient {
  private final SdkHttpClient dynamoDb;
  private final Faults faults;
  private final Runnable boundary;
  private final Queue<Call> late = new ConcurrentLinkedQueue<>();

  /**
   * @param boundary runs before each call and after it, where other callers may come between
   */
  FaultyHttpClient(SdkHttpClient dynamoDb, Faults faults, Runnable boundary) {
    this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb is null");
    this.faults = requireNonNull(faults, "faults is null");
    this.boundary = requireNonNull(boundary, "boundary is null");
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    var call = new Call(request, bodyOf(request));
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        boundary.run();
        try {
          return answer(call);
        } finally {
          boundary.run();
        }
      }

      @Override
      public void abort() {
        // A call here is never cut off: what it meets is decided beforehand.
      }
    };
  }

  private HttpExecuteResponse answer(Call call) throws IOException {
    if (!late.isEmpty() && faults.deliversLateCall()) {
      deliverOne();
    }
    Fault fault = faults.next(call.operation()).orElse(null);
    if (fault == null) {
      return call.execute(dynamoDb);
    }
    return switch (fault) {
      case CONFLICT -> DynamoDbAnswer.canceled(someReasons(call, "TransactionConflict"));
      case THROTTLED_ITEM -> DynamoDbAnswer.canceled(someReasons(call, "ThrottlingError"));
      case IN_PROGRESS -> DynamoDbAnswer.inProgress();
      case LEFT_OUT -> DynamoDbAnswer.leftOut(call.body().asByteArray());
      case THROTTLED ->
          faults.choose(2) == 0
              ? DynamoDbAnswer.throttled()
              : DynamoDbAnswer.provisionedThroughputExceeded();
      case SERVER_FAULT -> DynamoDbAnswer.serverFault();
      case LOST_CALL -> throw new IOException("the call was lost");
      case LOST_ANSWER -> {
        call.executeUnheard(dynamoDb);
        throw new IOException("the answer was lost");
      }
      case LATE_CALL -> {
        late.add(call);
        throw new IOException("the call is late");
      }
    };
  }

  /** One item at least has the reason, and each other one may have it too. */
  private List<String> someReasons(Call call, String code) {
    int items = DynamoDbAnswer.transactItems(call.body().asByteArray());
    List<String> reasons = new ArrayList<>(Collections.nCopies(items, "None"));
    reasons.replaceAll(none -> faults.choose(3) == 0 ? code : none);
    reasons.set(faults.choose(items), code);
    return reasons;
  }

  /** Lets all calls take place that nobody waits for any more. */
  void deliverLateCalls() throws IOException {
    while (!late.isEmpty()) {
      deliverOne();
    }
  }

  private void deliverOne() throws IOException {
    Call call = late.poll();
    if (call != null) {
      call.executeUnheard(dynamoDb);
    }
  }

  @Override
  public void close() {
    dynamoDb.close();
  }

  private static SdkBytes bodyOf(HttpExecuteRequest request) {
    ContentStreamProvider content =
        request.contentStreamProvider().orElseThrow(() -> new IllegalStateException("no body"));
    try (InputStream stream = content.newStream()) {
      return SdkBytes.fromInputStream(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Call(HttpExecuteRequest request, SdkBytes body) {
    String operation() {
      String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
      return target.substring(target.indexOf('.') + 1);
    }

    HttpExecuteResponse execute(SdkHttpClient client) throws IOException {
      return client
          .prepareRequest(
              HttpExecuteRequest.builder()
                  .request(request.httpRequest())
                  .contentStreamProvider(body::asInputStream)
                  .build())
          .call();
    }

    void executeUnheard(SdkHttpClient client) throws IOException {
      var stream = execute(client).responseBody();
      if (stream.isPresent()) {
        try (InputStream unheard = stream.get()) {
          unheard.readAllBytes();
        }
      }
    }
  }
}
