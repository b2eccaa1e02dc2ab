package io.entryguard.resources.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorSigningKeyTest {
  private static final CursorSigningKey KEY = CursorSigningKey.random(new Random(1));

  @Test
  void isTheSameAfterItWasStored() {
    CursorSigningKey read = CursorSigningKey.parse(KEY.text()).orElseThrow();

    assertThat(read.text()).isEqualTo(KEY.text()).matches("egpage_[A-Za-z0-9_-]{43}");
    assertThat(read.hasSigned("content", KEY.sign("content"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "egpage_",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "egpage_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "egpage_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
        "egpage_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "egpage_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void isNothingElse(String text) {
    assertThat(CursorSigningKey.parse(text)).isEmpty();
  }

  /**
   * Compares with another implementation of <a
   * href="https://www.rfc-editor.org/rfc/rfc2104">HMAC</a>.
   */
  @Test
  void signsAsOthersDo() {
    // printf content | openssl dgst -sha256 -mac HMAC -macopt hexkey:$(printf %064d 0) -r | cut -c
    // 1-32
    CursorSigningKey zeros =
        CursorSigningKey.parse("egpage_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").orElseThrow();

    assertThat(zeros.sign("content"))
        .asHexString()
        .isEqualToIgnoringCase("2cc732a9b86e2ff403e8c0e07ee82e69");
  }

  @Test
  void knowsWhatAnotherHasSignedAsNotItsOwn() {
    CursorSigningKey other = CursorSigningKey.random(new Random(2));

    assertThat(KEY.hasSigned("content", other.sign("content"))).isFalse();
    assertThat(KEY.hasSigned("Content", KEY.sign("content"))).isFalse();
    assertThat(KEY.hasSigned("content", new byte[0])).isFalse();
  }

  @Test
  void doesNotShowItselfWherePeopleLook() {
    assertThat(KEY).hasToString("CursorSigningKey");
  }
}
