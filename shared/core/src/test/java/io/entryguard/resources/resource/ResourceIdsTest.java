package io.entryguard.resources.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourceIdsTest {
  private static final long START = Instant.parse("2026-02-18T11:00:00Z").toEpochMilli();

  private final AtomicLong millis = new AtomicLong(START);
  private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x1234_5678_9ABC_DEF0L})
  void areUuidsOfVersion7WhateverTheRandomBits(long random) {
    UUID id = new ResourceIds(clock, () -> random).next().value();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(millisOf(id)).isEqualTo(START);
  }

  @Test
  void takeAllOf62RandomBits() {
    UUID zeros = new ResourceIds(clock, () -> 0L).next().value();
    UUID ones = new ResourceIds(clock, () -> -1L).next().value();

    assertThat(zeros.getLeastSignificantBits()).isEqualTo(0x8000_0000_0000_0000L);
    assertThat(ones.getLeastSignificantBits()).isEqualTo(0xBFFF_FFFF_FFFF_FFFFL);
  }

  @Test
  void sortByTheirTimeAsText() {
    var ids = new ResourceIds(clock, seeded());

    List<String> made =
        Stream.of(0L, 1L, 2L, 1_000L, 86_400_000L, 1_000_000_000_000L)
            .map(later -> {
              millis.set(START + later);
              return ids.next().toString();
            })
            .toList();

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void sortInTheOrderTheyWereMadeWithinOneMillisecond() {
    var ids = new ResourceIds(clock, seeded());

    List<String> made = Stream.generate(() -> ids.next().toString()).limit(4_096).toList();

    assertThat(made).isSorted().doesNotHaveDuplicates();
    assertThat(millisOf(made.getLast())).isEqualTo(START);
  }

  @Test
  void borrowFromTheNextMillisecondWhenOneIsFull() {
    var ids = new ResourceIds(clock, seeded());

    List<String> made = Stream.generate(() -> ids.next().toString()).limit(10_000).toList();

    assertThat(made).isSorted().doesNotHaveDuplicates();
    assertThat(made).allSatisfy(id -> assertThat(UUID.fromString(id).version()).isEqualTo(7));
    assertThat(millisOf(made.getLast())).isEqualTo(START + 2);
  }

  @Test
  void stayInOrderWhenTheClockGoesBack() {
    var ids = new ResourceIds(clock, seeded());

    String before = ids.next().toString();
    millis.set(START - 3_600_000);
    String during = ids.next().toString();
    millis.set(START + 1);
    String after = ids.next().toString();

    assertThat(List.of(before, during, after)).isSorted().doesNotHaveDuplicates();
    assertThat(millisOf(after)).isEqualTo(START + 1);
  }

  @Test
  void areUniqueAmongThreadsEvenWithoutRandomness() throws Exception {
    var ids = new ResourceIds(clock, () -> 0L);
    Callable<List<ResourceId>> makeMany = () -> Stream.generate(ids::next).limit(5_000).toList();

    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Future<List<ResourceId>>> made =
          threads.invokeAll(Stream.generate(() -> makeMany).limit(8).toList());

      assertThat(made.stream().flatMap(each -> each.resultNow().stream()))
          .hasSize(40_000)
          .doesNotHaveDuplicates();
    }
  }

  private static RandomGenerator seeded() {
    return new SplittableRandom(42);
  }

  private static long millisOf(String id) {
    return millisOf(UUID.fromString(id));
  }

  private static long millisOf(UUID id) {
    return id.getMostSignificantBits() >>> 16;
  }
}
