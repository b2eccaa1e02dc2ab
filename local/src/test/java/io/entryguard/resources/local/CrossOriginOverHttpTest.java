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
                "GetResourceFunction", OPEN,
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

      HttpResponse<String> preflightOfOne =
          open.send(
              open.resources("/3f2504e0-4f89-41d3-9a0c-0305e82c3301")
                  .header("Access-Control-Request-Method", "PATCH")
                  .header("Access-Control-Request-Headers", "if-match")
                  .method("OPTIONS", BodyPublishers.noBody()));
      HttpResponse<String> unknown =
          open.send(
              open.resources("/3f2504e0-4f89-41d3-9a0c-0305e82c3301")
                  .header("Authorization", "Bearer " + tenant.adminToken()));

      assertThat(preflightOfOne.statusCode()).isEqualTo(204);
      assertThat(allowed(preflightOfOne, "Methods")).contains("GET", "HEAD", "PATCH", "DELETE");
      assertThat(allowed(preflightOfOne, "Headers"))
          .contains("If-Match", "If-None-Match", "Prefer");
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(
              unknown
                  .headers()
                  .firstValue("Access-Control-Expose-Headers")
                  .orElse("")
                  .split(", ", -1))
          .contains("ETag", "Location", "Preference-Applied", "Retry-After");
      assertThat(preflight.statusCode()).isEqualTo(204);
      assertThat(listed.statusCode()).isEqualTo(200);
      assertThat(refused.statusCode()).isEqualTo(415);
      assertThat(elsewhere.statusCode()).isEqualTo(405);
      for (HttpResponse<String> answer :
          List.of(preflight, preflightOfOne, listed, unknown, refused, elsewhere)) {
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
            .containsExactly(ORIGIN);
      }
    }
  }

  private static List<String> allowed(HttpResponse<String> preflight, String what) {
    return List.of(
        preflight.headers().firstValue("Access-Control-Allow-" + what).orElse("").split(", ", -1));
  }
}
