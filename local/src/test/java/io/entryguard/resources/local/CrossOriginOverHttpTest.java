package io.entryguard.resources.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.organization.Tier;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** CORS for a page of the configured origin. */
@ExtendWith(LocalApiExtension.class)
final class CrossOriginOverHttpTest {
  private static final String ORIGIN = "https://console.example.com";
  private static final Map<String, String> OPEN = Map.of("CORS_ORIGIN", ORIGIN);

  private final LocalApiFixture api;

  CrossOriginOverHttpTest(LocalApiFixture api) {
    this.api = api;
  }

  @Test
  void allowsPreflightRequestsAndExposesResponses() throws IOException {
    Tenant tenant = api.newTenant(Tier.FREE);
    try (ChangedApi open =
        ChangedApi.start(
            api,
            Map.of(
                "CreateResourceFunction", OPEN,
                "ListResourcesFunction", OPEN,
                "UnmatchedRouteFunction", OPEN))) {
      HttpResponse<String> preflight =
          open.send(
              open.resources()
                  .header("Access-Control-Request-Method", "POST")
                  .method("OPTIONS", BodyPublishers.noBody()));
      HttpResponse<String> listed =
          open.send(open.resources().header("Authorization", "Bearer " + tenant.adminToken()));
      HttpResponse<String> refused =
          open.send(
              open.resources()
                  .header("Authorization", "Bearer " + tenant.adminToken())
                  .POST(BodyPublishers.noBody()));
      HttpResponse<String> elsewhere = open.send(open.resources().DELETE());

      assertThat(preflight.statusCode()).isEqualTo(204);
      assertThat(listed.statusCode()).isEqualTo(200);
      assertThat(refused.statusCode()).isEqualTo(415);
      assertThat(elsewhere.statusCode()).isEqualTo(405);
      for (HttpResponse<String> response : List.of(preflight, listed, refused, elsewhere)) {
        assertThat(response.headers().allValues("Access-Control-Allow-Origin"))
            .containsExactly(ORIGIN);
      }
    }
  }
}
