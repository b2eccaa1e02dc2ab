package io.entryguard.resources.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyHashTest {
  @Test
  void isTheSha256OfTheWholeKey() {
    // The example of FIPS 180-4.
    assertThat(KeyHash.of("abc").hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void tellsKeysApartThatDifferInCase() {
    assertThat(KeyHash.of("eg_live_A")).isNotEqualTo(KeyHash.of("eg_live_a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ba7816bf",
        "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad00"
      })
  void refusesWhatIsNoHash(String hex) {
    assertThatThrownBy(() -> new KeyHash(hex)).isInstanceOf(IllegalArgumentException.class);
  }
}
