package io.entryguard.resources.dynamodb;

import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entryguard.resources.client.DynamoDbModule;
import io.entryguard.resources.dynamodb.call.UnexpectedResponseException;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.rate.Quota;
import io.entryguard.resources.rate.RateLimiter;
import io.entryguard.resources.rate.RateVerdict;
import io.entryguard.resources.rate.RequestCounter;
import io.entryguard.resources.rate.RequestCounterContract;
import io.entryguard.resources.rate.RequestLimit;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.Samples;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** That never more permits are given out than the limit, however many ask at once. */
final class DynamoDbRequestCounterTest extends RequestCounterContract {
  private static final TestTable TABLE = TestTable.create();
  private static final int CALLERS = 16;
  private static final int LIMIT = 300;

  private final DynamoDbRequestCounter counter =
      new DynamoDbRequestCounter(TABLE.client(), TABLE.table());

  DynamoDbRequestCounterTest() {
    super(new DynamoDbRequestCounter(TABLE.client(), TABLE.table()));
  }

  @Test
  void keepsNothingButTheCountAndTheTimeFromWhichDynamoDbMayRemoveIt() {
    counter.lease(quota, MINUTE, 1, 5);
    counter.lease(quota, MINUTE, 2, 5);

    assertThat(
            TABLE
                .client()
                .getItem(request ->
                    request
                        .tableName(TABLE.table().name())
                        .key(
                            Map.of(
                                "pk", AttributeValue.fromS("RATE#" + quota.organization()),
                                "sk", AttributeValue.fromS("MINUTE#2026-02-18T11:00:00Z"))))
                .item())
        .isEqualTo(
            Map.of(
                "pk", AttributeValue.fromS("RATE#" + quota.organization()),
                "sk", AttributeValue.fromS("MINUTE#2026-02-18T11:00:00Z"),
                "requestCount", AttributeValue.fromN("3"),
                "ttl",
                    AttributeValue.fromN(
                        Long.toString(MINUTE.plus(Duration.ofMinutes(2)).getEpochSecond()))));
  }

  /**
   * As many functions, each with a limiter of its own, that know of each other by the table alone.
   */
  @Test
  void letsExactlyTheLimitPassInEachMinuteOfEachOrganizationHoweverManyCallAtOnce()
      throws InterruptedException, ExecutionException {
    List<Quota> quotas =
        List.of(quota, new Quota(Samples.organizationId(), Quota.Policy.ORGANIZATION));
    for (Quota each : quotas) {
      for (Instant at : List.of(NOW, NOW.plusSeconds(60))) {
        var lost = new AtomicInteger();
        Callable<Integer> function = () -> passed(each, at, lost);
        int passed = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
          for (Future<Integer> done : threads.invokeAll(Collections.nCopies(CALLERS, function))) {
            passed += done.get();
          }
        }
        assertThat(passed).isBetween(LIMIT - lost.get(), LIMIT);
      }
    }
  }

  /**
   * As many as it takes until the function is refused one.
   *
   * @param lost counts permits of calls that fail, as on a machine that is too slow for them
   */
  private int passed(Quota each, Instant at, AtomicInteger lost) {
    RequestCounter losing =
        (of, minute, permits, limit) -> {
          try {
            return counter.lease(of, minute, permits, limit);
          } catch (StoreUnavailableException e) {
            lost.addAndGet(permits);
            throw e;
          }
        };
    var limiter =
        new RateLimiter(losing, new RequestLimit(LIMIT), Duration.ZERO, () -> at, Runnable::run);
    int passed = 0;
    while (true) {
      switch (limiter.count(each).verdict()) {
        case RateVerdict.Passed _ -> passed++;
        case RateVerdict.Unknown _ -> {
          // Goes on: the table will refuse it.
        }
        case RateVerdict.Refused _ -> {
          return passed;
        }
      }
    }
  }

  /** The SDK would try again, and a lease whose answer was lost would count twice. */
  @Test
  void sendsALeaseOnce() {
    var sent = new AtomicInteger();
    var losing =
        new DynamoDbRequestCounter(
            TestTable.client(new LosingHttpClient(sent), DynamoDbModule.overrides()),
            TABLE.table());

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> losing.lease(quota, MINUTE, 1, 5));
    assertThat(sent).hasValue(1);
  }

  @Test
  void failsWhereThereIsNoTable() {
    var lost = new DynamoDbRequestCounter(TABLE.client(), new Table("no-such-table"));

    assertThatExceptionOfType(UnexpectedResponseException.class)
        .isThrownBy(() -> lost.lease(quota, MINUTE, 1, 5));
  }

  private record LosingHttpClient(AtomicInteger sent) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          sent.incrementAndGet();
          throw new IOException("the answer was lost");
        }

        @Override
        public void abort() {
          // It is over at once.
        }
      };
    }

    @Override
    public void close() {
      // It has nothing of its own.
    }
  }
}
