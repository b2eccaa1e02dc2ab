package io.entryguard.resources.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ApiKeyTest {
  private static final Instant END = Instant.parse("2026-02-18T11:00:00Z");
  private static final ApiKey KEY = ApiKeys.reading("eg_live_1a2b3c4d5e6f7g8h9i0j");

  @Test
  void isExpiredFromItsEndOn() {
    ApiKey key = ApiKeys.expiring(KEY, END);

    assertThat(key.isExpired(END.minusNanos(1))).isFalse();
    assertThat(key.isExpired(END)).isTrue();
    assertThat(key.isExpired(END.plusNanos(1))).isTrue();
  }

  @Test
  void neverExpiresWithoutAnEnd() {
    assertThat(KEY.isExpired(Instant.MAX)).isFalse();
  }

  @Test
  void doesNotOutliveItsEndByAFractionOfASecond() {
    assertThat(ApiKeys.expiring(KEY, END.plusMillis(999)).expiresAt()).contains(END);
  }

  @Test
  void refusesAVersionBelowOneAndAPrefixThatCannotBeShown() {
    assertThatThrownBy(() -> key("eg_live_1a2b", 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> key(" ", 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> key("eg\n", 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> key("eg\u2028", 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ApiKey key(String displayPrefix, long version) {
    return new ApiKey(
        KEY.hash(),
        ApiKeys.ORGANIZATION,
        displayPrefix,
        "name",
        Set.of(),
        Optional.empty(),
        false,
        version);
  }
}
