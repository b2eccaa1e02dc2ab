package io.entryguard.resources.reliability;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
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
 * An HTTP client that injects faults. It is below the SDK's retries, so that these and the tokens
 * that make them safe are tested too.
 */
final class FaultyHttpClient implements SdkHttpClient {
  /** How long callers wait is not simulated here. */
  private static final Duration NO_TIME_OUT = ChronoUnit.FOREVER.getDuration();

  private final SdkHttpClient dynamoDb;
  private final FaultPlan faults;
  private final Runnable boundary;
  private final Queue<Call> late = new ConcurrentLinkedQueue<>();

  /**
   * @param boundary runs before and after each call, where other callers may interleave
   */
  FaultyHttpClient(SdkHttpClient dynamoDb, FaultPlan faults, Runnable boundary) {
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
          return response(call);
        } finally {
          boundary.run();
        }
      }

      @Override
      public void abort() {
        // Calls are never aborted: their faults are decided beforehand.
      }
    };
  }

  private HttpExecuteResponse response(Call call) throws IOException {
    if (!late.isEmpty() && faults.deliversLateCall()) {
      deliverOne();
    }
    Fault fault = faults.next(call.operation(), NO_TIME_OUT).orElse(null);
    if (fault == null) {
      return call.execute(dynamoDb);
    }
    return switch (fault) {
      case CONFLICT ->
          call.operation().equals("TransactWriteItems")
              ? DynamoDbResponse.canceled(someReasons(call, "TransactionConflict"))
              : DynamoDbResponse.conflict();
      case CONFLICT_BESIDE -> DynamoDbResponse.withConflict(call.execute(dynamoDb), faults::choose);
      case THROTTLED_ITEM -> DynamoDbResponse.canceled(someReasons(call, "ThrottlingError"));
      case IN_PROGRESS -> DynamoDbResponse.inProgress();
      case LEFT_OUT -> DynamoDbResponse.leftOut(call.body().asByteArray());
      case THROTTLED -> throttled();
      case SERVER_FAULT -> DynamoDbResponse.serverFault();
      case OUTAGE ->
          switch (faults.choose(3)) {
            case 0 -> throttled();
            case 1 -> DynamoDbResponse.serverFault();
            default -> throw new IOException("nobody is there");
          };
      case LOST_CALL -> throw new IOException("the call was lost");
      case LOST_ANSWER -> {
        call.executeAndDiscard(dynamoDb);
        throw new IOException("the answer was lost");
      }
      case LATE_CALL, TIME_OUT -> {
        late.add(call);
        throw new IOException("the call is late");
      }
    };
  }

  private HttpExecuteResponse throttled() {
    return faults.choose(2) == 0
        ? DynamoDbResponse.throttled()
        : DynamoDbResponse.provisionedThroughputExceeded();
  }

  /** Returns reasons of which at least one is the code. */
  private List<String> someReasons(Call call, String code) {
    int items = DynamoDbResponse.transactItems(call.body().asByteArray());
    List<String> reasons = new ArrayList<>(Collections.nCopies(items, "None"));
    reasons.replaceAll(none -> faults.choose(3) == 0 ? code : none);
    reasons.set(faults.choose(items), code);
    return reasons;
  }

  /** Completes all delayed calls. */
  void deliverLateCalls() throws IOException {
    while (!late.isEmpty()) {
      deliverOne();
    }
  }

  private void deliverOne() throws IOException {
    Call call = late.poll();
    if (call != null) {
      call.executeAndDiscard(dynamoDb);
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

    void executeAndDiscard(SdkHttpClient client) throws IOException {
      var stream = execute(client).responseBody();
      if (stream.isPresent()) {
        try (InputStream unheard = stream.get()) {
          unheard.readAllBytes();
        }
      }
    }
  }
}
