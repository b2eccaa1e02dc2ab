package io.entryguard.resources.function.authorizer.keyring;

import static io.entryguard.resources.function.authorizer.token.TestKeys.OTHER_SECRET_BASE64URL;
import static io.entryguard.resources.function.authorizer.token.TestKeys.SECRET_BASE64URL;
import static io.entryguard.resources.function.authorizer.token.TestKeys.hmacJwk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entryguard.resources.testing.LogLines;
import io.entryguard.resources.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RefreshingKeyringTest {
  private static final String OLD = hmacJwk("old", SECRET_BASE64URL);
  private static final String NEW = hmacJwk("new", OTHER_SECRET_BASE64URL);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

  private final TestClock clock = new TestClock(Instant.parse("2026-02-18T11:00:00Z"));
  private final ScriptedKeyringSource source = new ScriptedKeyringSource(OLD);
  @RegisterExtension private final LogLines lines = new LogLines();
  private final RefreshingKeyring keyring = new RefreshingKeyring(source, clock);

  @Test
  void readsNothingBeforeItIsUsed() {
    assertThat(source.reads()).isZero();
  }

  @Test
  void readsOnceInFiveMinutes() {
    keyring.current();
    source.holds(NEW);
    clock.pass(FIVE_MINUTES.minusNanos(1));

    assertThat(keyring.current().withId("old")).isPresent();
    assertThat(source.reads()).isOne();
  }

  @Test
  void readsAgainAfterFiveMinutes() {
    keyring.current();
    source.holds(NEW);
    clock.pass(FIVE_MINUTES);

    assertThat(keyring.current().withId("new")).isPresent();
    assertThat(keyring.current().withId("old")).isEmpty();
    assertThat(source.reads()).isEqualTo(2);
  }

  @Test
  void readsAgainForAnUnknownKeyAfterAMinute() {
    keyring.current();
    source.holds(NEW);
    clock.pass(ONE_MINUTE);

    assertThat(keyring.afterUnknownKey().withId("new")).isPresent();
    assertThat(source.reads()).isEqualTo(2);
  }

  @Test
  void readsAtMostOnceAMinuteForUnknownKeys() {
    keyring.current();
    source.holds(NEW);
    clock.pass(ONE_MINUTE.minusNanos(1));
    assertThat(keyring.afterUnknownKey().withId("new")).isEmpty();
    clock.pass(Duration.ofNanos(1));

    for (int i = 0; i < 100; i++) {
      assertThat(keyring.afterUnknownKey().withId("new")).isPresent();
    }

    assertThat(source.reads()).isEqualTo(2);
  }

  @Test
  void countsTheFiveMinutesFromTheLastReadOfAnyKind() {
    keyring.current();
    clock.pass(Duration.ofMinutes(4));
    keyring.afterUnknownKey();
    clock.pass(Duration.ofMinutes(4));

    keyring.current();

    assertThat(source.reads()).isEqualTo(2);
  }

  @Test
  void keepsTheLastGoodKeyringWhileTheSourceFails() {
    keyring.current();
    source.isOutOfReach();
    clock.pass(Duration.ofDays(1));

    assertThat(keyring.current().withId("old")).isPresent();
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("\"WARN\"", "the keyring is out of reach", "IllegalStateException");
  }

  @Test
  void keepsTheLastGoodKeyringWhileTheSourceIsMalformed() {
    keyring.current();
    source.holds(OLD.replace(SECRET_BASE64URL, "c2VjcmV0"));
    clock.pass(FIVE_MINUTES);

    assertThat(keyring.current().withId("old")).isPresent();
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("the keyring is malformed: the key: k is shorter than 32 bytes")
        .doesNotContain("c2VjcmV0");
  }

  @Test
  void retriesAMinuteAfterAFailure() {
    keyring.current();
    source.isOutOfReach();
    clock.pass(FIVE_MINUTES);
    keyring.current();
    source.holds(NEW);

    clock.pass(ONE_MINUTE.minusNanos(1));
    assertThat(keyring.current().withId("old")).isPresent();
    assertThat(keyring.afterUnknownKey().withId("old")).isPresent();
    clock.pass(Duration.ofNanos(1));
    assertThat(keyring.current().withId("new")).isPresent();

    assertThat(source.reads()).isEqualTo(3);
  }

  @Test
  void throwsWithAReasonBeforeItHasReadAKeyring() {
    source.isOutOfReach();
    assertThatExceptionOfType(KeyringUnavailableException.class)
        .isThrownBy(keyring::current)
        .satisfies(e -> assertThat(e.reason()).isEqualTo("the keyring is out of reach"));

    source.holds("{}");
    assertThatExceptionOfType(KeyringUnavailableException.class)
        .isThrownBy(keyring::afterUnknownKey)
        .satisfies(e -> assertThat(e.reason()).isEqualTo("the keyring is malformed"))
        .havingCause()
        .isInstanceOfSatisfying(
            KeyringFormatException.class,
            e -> assertThat(e.reason()).isEqualTo("the key: alg is missing"));
  }

  @Test
  void retriesAtOnceWhileThereIsNoKeyring() {
    source.isOutOfReach();
    assertThatExceptionOfType(KeyringUnavailableException.class).isThrownBy(keyring::current);
    source.holds(OLD);

    assertThat(keyring.current().withId("old")).isPresent();
  }

  @Test
  void readsAgainAfterInvalidation() {
    keyring.current();
    source.holds(NEW);

    keyring.invalidate();

    assertThat(keyring.current().withId("new")).isPresent();
  }

  @Test
  void leavesTheNextUseToAnyThread() throws Exception {
    keyring.invalidate();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.submit(keyring::current).get(1, TimeUnit.MINUTES).withId("old"))
          .isPresent();
    }
  }

  @Test
  void doesNotFallBackToAnInvalidatedKeyring() {
    keyring.current();
    source.isOutOfReach();

    keyring.invalidate();

    assertThatExceptionOfType(KeyringUnavailableException.class).isThrownBy(keyring::current);
  }

  @Test
  void refreshesIfTheClockWasSetBack() {
    keyring.current();
    source.holds(NEW);
    clock.pass(Duration.ofHours(-1));

    assertThat(keyring.current().withId("new")).isPresent();
  }

  @Test
  void returnsTheLastKeyringWhileAnotherThreadReads() throws Exception {
    var entered = new CountDownLatch(1);
    var released = new CountDownLatch(1);
    var reads = new AtomicInteger();
    var slow =
        new RefreshingKeyring(
            () -> {
              if (reads.incrementAndGet() == 1) {
                return Keyring.parse(OLD);
              }
              entered.countDown();
              await(released);
              return Keyring.parse(NEW);
            },
            clock);
    slow.current();
    clock.pass(FIVE_MINUTES);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Keyring> reader = threads.submit(slow::current);
      await(entered);
      assertThat(slow.current().withId("old")).isPresent();
      released.countDown();
      assertThat(reader.get().withId("new")).isPresent();
    }

    assertThat(slow.current().withId("new")).isPresent();
    assertThat(reads).hasValue(2);
  }

  @Test
  void readsOnceForManyThreadsThatStartTogether() throws Exception {
    var reads = new AtomicInteger();
    var shared =
        new RefreshingKeyring(
            () -> {
              reads.incrementAndGet();
              return Keyring.parse(OLD);
            },
            clock);
    var start = new CountDownLatch(1);

    List<Future<Keyring>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        answers.add(
            threads.submit(() -> {
              await(start);
              return shared.current();
            }));
      }
      start.countDown();
    }

    for (Future<Keyring> answer : answers) {
      assertThat(answer.get().withId("old")).isPresent();
    }
    assertThat(reads).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
