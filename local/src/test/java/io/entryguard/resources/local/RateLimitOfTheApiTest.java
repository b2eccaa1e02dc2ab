package io.entryguard.resources.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.organization.Tier;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests the rate limit end to end, on the system's clock. RateLimiterTest covers the details. */
@ExtendWith(LocalApiExtension.class)
final class RateLimitOfTheApiTest {
  private static final Map<String, String> LIMITED = Map.of("REQUESTS_PER_MINUTE", "3");

  /** More than the limit of several minutes, in case a minute ends during the test. */
  private static final int MANY = 50;

  private final LocalApiFixture api;
  private final Tenant tenant;
  private ChangedApi limited;

  RateLimitOfTheApiTest(LocalApiFixture api) {
    this.api = api;
    this.tenant = api.newTenant(Tier.PAID);
  }

  @BeforeEach
  void limit() throws IOException {
    limited =
        ChangedApi.start(
            api, Map.of("CreateResourceFunction", LIMITED, "ListResourcesFunction", LIMITED));
  }

  @AfterEach
  void stop() {
    limited.close();
  }

  private HttpResponse<String> list(Tenant who) {
    return limited.send(
        limited.resources().header("Authorization", "Bearer " + who.adminToken()).GET());
  }

  private HttpResponse<String> create(Tenant who) {
    HttpRequest.Builder request =
        limited
            .resources()
            .header("Authorization", "Bearer " + who.adminToken())
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    RequestJson.valid()
                        .with("credentialId", "\"" + who.credential().id() + "\"")
                        .toString()));
    return limited.send(request);
  }

  @Test
  void countsListsAndCreatesPerOrganization() {
    HttpResponse<String> last = list(tenant);
    for (int i = 0; i < MANY && last.statusCode() != 429; i++) {
      assertThat(last.statusCode()).isIn(200, 201);
      assertThat(last.headers().firstValue("RateLimit-Policy"))
          .hasValue("\"organization\";q=3;w=60");
      last = i % 2 == 0 ? create(tenant) : list(tenant);
    }

    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.body()).startsWith("{\"error\":\"RATE_LIMIT_EXCEEDED\",\"message\":\"");
    assertThat(last.headers().firstValue("RateLimit"))
        .get()
        .asString()
        .matches("\"organization\";r=0;t=[1-9][0-9]?");
    assertThat(Integer.parseInt(last.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1, 60);
    assertThat(last.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(list(api.newTenant(Tier.FREE)).statusCode()).isEqualTo(200);
  }

  @Test
  void isOffByDefaultLocally() {
    HttpResponse<String> answer =
        api.send(
            api.request("/resources")
                .header("Authorization", "Bearer " + tenant.adminToken())
                .GET());

    assertThat(answer.headers().map()).doesNotContainKeys("ratelimit", "ratelimit-policy");
  }
}
