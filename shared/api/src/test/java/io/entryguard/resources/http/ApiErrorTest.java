package io.entryguard.resources.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.refusal.ErrorCode;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ApiErrorTest {
  @Test
  void keepsItsHeadersWhenAnotherIsAdded() {
    ApiError error =
        ApiError.of(ErrorCode.SERVICE_UNAVAILABLE, "busy")
            .withHeader("Retry-After", "1")
            .withHeader("RateLimit", "0")
            .withHeader("Retry-After", "2");

    assertThat(error.headers()).isEqualTo(Map.of("Retry-After", "2", "RateLimit", "0"));
  }
}
