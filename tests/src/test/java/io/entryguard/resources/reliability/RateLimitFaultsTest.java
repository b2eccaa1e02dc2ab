package io.entryguard.resources.reliability;

import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.dynamodb.DynamoDbRequestCounter;
import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.rate.Quota;
import io.entryguard.resources.rate.RateLimiter;
import io.entryguard.resources.rate.RateVerdict;
import io.entryguard.resources.rate.RequestLimit;
import io.entryguard.resources.testing.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** That a store that fails, or does not answer, refuses nobody and holds nobody up. */
@Timeout(60)
final class RateLimitFaultsTest {
  private static final TestTable TABLE = TestTable.create();
  private static final int LIMIT = 4;

  private final Quota quota = new Quota(Samples.organizationId(), Quota.Policy.ORGANIZATION);

  private static RateLimiter limiter(SdkHttpClient http, Duration timeout, Executor threads) {
    return new RateLimiter(
        new DynamoDbRequestCounter(
            TestTable.client(http, DynamoDbBackend.withoutWaiting()), TABLE.table()),
        new RequestLimit(LIMIT),
        timeout,
        () -> NOW,
        threads);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"THROTTLED", "SERVER_FAULT", "LOST_CALL", "LOST_ANSWER", "LATE_CALL"})
  void letsARequestPassWhoseLeaseFails(Fault fault) {
    var http =
        new FaultyHttpClient(
            UrlConnectionHttpClient.create(),
            Faults.inOrder("UpdateItem", fault, fault, fault),
            () -> {});
    RateLimiter limiter = limiter(http, Duration.ZERO, Runnable::run);

    assertThat(limiter.count(quota).verdict()).isInstanceOf(RateVerdict.Unknown.class);
  }

  /** A permit that nobody heard of is spent, and once at most: the rest is exact. */
  @Test
  void countsALeaseOnceWhoseAnswerIsLost() {
    var http =
        new FaultyHttpClient(
            UrlConnectionHttpClient.create(),
            Faults.inOrder("UpdateItem", Fault.LOST_ANSWER),
            () -> {});
    RateLimiter faulty = limiter(http, Duration.ZERO, Runnable::run);
    RateLimiter sound = limiter(UrlConnectionHttpClient.create(), Duration.ZERO, Runnable::run);

    assertThat(faulty.count(quota).verdict()).isInstanceOf(RateVerdict.Unknown.class);
    for (int left = LIMIT - 2; left >= 0; left--) {
      assertThat(sound.count(quota).verdict()).isEqualTo(new RateVerdict.Passed(left, 60));
    }
    assertThat(sound.count(quota).verdict()).isEqualTo(new RateVerdict.Refused(60));
  }

  @Test
  void doesNotWaitForAStoreThatDoesNotAnswer() {
    var never = new CountDownLatch(1);
    RateLimiter limiter =
        limiter(
            new SilentHttpClient(never), Duration.ofMillis(1), Thread.ofPlatform().daemon()::start);

    for (int i = 0; i < LIMIT * 2; i++) {
      assertThat(limiter.count(quota).verdict()).isInstanceOf(RateVerdict.Unknown.class);
    }
    never.countDown();
  }

  private record SilentHttpClient(CountDownLatch end) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new IOException("nobody answers");
        }

        @Override
        public void abort() {
          // It goes on, as a connection may that hangs.
        }
      };
    }

    @Override
    public void close() {
      // It has nothing of its own.
    }
  }
}
