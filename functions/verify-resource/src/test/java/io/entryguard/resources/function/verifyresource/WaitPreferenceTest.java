package io.entryguard.resources.function.verifyresource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.http.Headers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WaitPreferenceTest {
  private static Headers prefer(String... lines) {
    return Headers.of(null, Map.of("prefer", List.of(lines)));
  }

  static Stream<Arguments> wellFormed() {
    return Stream.of(
        argumentSet("seconds", 10, "wait=10"),
        argumentSet("none", 0, "wait=0"),
        argumentSet("the most", 15, "wait=15"),
        argumentSet("more than the most", 15, "wait=16"),
        argumentSet("much more", 15, "wait=9999"),
        argumentSet("more than a number can be", 15, "wait=99999999999999999999999999"),
        argumentSet("leading zeros", 7, "wait=000000000000000000007"),
        argumentSet("upper case", 5, "WAIT=5"),
        argumentSet("spaces", 5, " wait\t= 5 "),
        argumentSet("after another", 5, "respond-async, wait=5"),
        argumentSet("before another", 5, "wait=5, respond-async"),
        argumentSet("with a parameter", 5, "wait=5; strict"),
        argumentSet("with an empty parameter", 5, "wait=5;"),
        argumentSet("after another's quoted commas", 5, "a=\"x, wait=9, \\\", wait=8\", wait=5"),
        argumentSet("after empty elements", 5, ", ,wait=5,"),
        argumentSet("the first of two", 5, "wait=5, wait=9"),
        argumentSet("the first that is well-formed", 9, "wait=abc, wait=9"));
  }

  @ParameterizedTest
  @MethodSource("wellFormed")
  void waitsAsLongAsTheClientPrefersUpTo15Seconds(int seconds, String line) {
    assertThat(WaitPreference.read(prefer(line)))
        .contains(new WaitPreference(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "wait",
        "wait=",
        "wait=abc",
        "wait=-1",
        "wait=+1",
        "wait=1.5",
        "wait=1s",
        "wait=1 0",
        "wait=0x5",
        "wait=５",
        "wait=\"5\"",
        "wait:5",
        "awaiting=5",
        "wait-time=5",
        "5",
        "respond-async",
        "return=minimal",
        "a=\"wait=5\"",
        "a=\", wait=5\"",
        "a=\", wait=5",
        "a=\"\\",
        "wait=5 wait=5"
      })
  void ignoresWhatIsNoPreferenceToWait(String line) {
    assertThat(WaitPreference.read(prefer(line))).isEmpty();
  }

  @Test
  void takesSeveralLinesForOneList() {
    assertThat(WaitPreference.read(prefer("respond-async", "wait=5", "wait=9")))
        .contains(new WaitPreference(Duration.ofSeconds(5)));
  }

  @Test
  void waitsNotAtAllWithoutThePreference() {
    assertThat(WaitPreference.read(Headers.of(null, null))).isEmpty();
  }

  @Test
  void saysWhatWasApplied() {
    assertThat(WaitPreference.read(prefer("wait=9999")).orElseThrow().headers())
        .containsOnly(entry("Preference-Applied", "wait=15"));
  }
}
