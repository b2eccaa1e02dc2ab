package io.entryguard.resources.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Repeats a browser's requests for the reference; .ci/try-reference uses a real browser. */
@ExtendWith(LocalApiExtension.class)
class ReferencePageTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalApiFixture api;

  ReferencePageTest(LocalApiFixture api) {
    this.api = api;
  }

  @Test
  void isServedBesideTheApi() {
    HttpResponse<String> page = get("");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<title>EntryGuard resources: API reference</title>");
  }

  @Test
  void containsATokenThatTheApiAccepts() throws IOException {
    JsonNode contract = JSON.readTree(get("openapi.json").body());
    String server = contract.path("servers").path(0).path("url").asText();
    String token = JSON.readTree(get("reference/demo.json").body()).path("token").asText();

    HttpResponse<String> list =
        api.send(
            HttpRequest.newBuilder(api.api().referenceUrl().resolve(server + "/resources"))
                .header("Authorization", "Bearer " + token));

    assertThat(contract.path("paths").has("/resources")).isTrue();
    assertThat(list.statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String path) {
    URI url = api.api().referenceUrl().resolve(path);
    return api.send(HttpRequest.newBuilder(url));
  }
}
