package io.entryguard.resources.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CanonicalBase64UrlTest {
  @Test
  void decodesTheOneSpelling() {
    assertThat(CanonicalBase64Url.decode("")).contains(new byte[0]);
    assertThat(CanonicalBase64Url.decode("AQ")).contains(new byte[] {1});
    assertThat(CanonicalBase64Url.decode("AQI")).contains(new byte[] {1, 2});
    assertThat(CanonicalBase64Url.decode("AQID")).contains(new byte[] {1, 2, 3});
    assertThat(CanonicalBase64Url.decode("-_8")).contains(new byte[] {(byte) 0xFB, (byte) 0xFF});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A", // no whole byte
        "AR", // stray bits after one byte
        "AQJ", // stray bits after two bytes
        "AQ==", // padded
        "AQI=",
        "=",
        "+/8", // the other alphabet
        "AQ ID",
        " AQID",
        "AQID\n",
        "AQ.ID",
        "AQ\u00e9D"
      })
  void refusesEveryOtherSpelling(String text) {
    assertThat(CanonicalBase64Url.decode(text)).isEmpty();
  }
}
