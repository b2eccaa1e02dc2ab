package io.entryguard.resources.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.organization.Tier;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LocalApiExtension.class)
class EndToEndTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalApiFixture api;

  EndToEndTest(LocalApiFixture api) {
    this.api = api;
  }

  @Test
  void listsWhatWasCreated() throws IOException {
    Tenant tenant = api.newTenant(Tier.FREE);

    HttpResponse<String> created = create(tenant);
    HttpResponse<String> listed = api.send(list("Bearer " + tenant.adminToken()));

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(listed.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(listed.body())).containsExactly(JSON.readTree(created.body()));
    assertThat(created.headers().firstValue("Location"))
        .hasValue("/api/v1/resources/" + JSON.readTree(created.body()).path("id").asText());
  }

  @Test
  void returnsTheDocumentedErrorForTheFourthResourceOnFree() throws IOException {
    Tenant tenant = api.newTenant(Tier.FREE);
    for (int i = 0; i < 3; i++) {
      assertThat(create(tenant).statusCode()).isEqualTo(201);
    }

    HttpResponse<String> fourth = create(tenant);

    assertThat(fourth.statusCode()).isEqualTo(400);
    JsonNode error = JSON.readTree(fourth.body());
    assertThat(error.path("error").asText()).isEqualTo("MAX_RESOURCES_REACHED");
    assertThat(error.path("message").asText())
        .isEqualTo(
            "Organization has reached maximum of 3 resources for Free tier."
                + " Add credits to unlock unlimited resources.");
  }

  @Test
  void allowsMoreThanThreeResourcesOnPaid() {
    Tenant tenant = api.newTenant(Tier.PAID);

    List<Integer> statuses =
        List.of(1, 2, 3, 4, 5).stream().map(time -> create(tenant).statusCode()).toList();

    assertThat(statuses).containsOnly(201);
  }

  @Test
  void acceptsAnApiKeyInEveryHeader() {
    String key = api.demo().paidApiKey();

    assertThat(api.send(list("ApiKey " + key)).statusCode()).isEqualTo(200);
    assertThat(api.send(list("apikey " + key)).statusCode()).isEqualTo(200);
    assertThat(api.send(api.request("/resources").header("X-API-Key", key)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void returns403ForAMember() {
    Tenant tenant = api.newTenant(Tier.FREE);

    assertThat(api.send(list("Bearer " + tenant.memberToken())).statusCode()).isEqualTo(403);
  }

  @Test
  void returns401WithAChallengeForAnUnknownCaller() throws IOException {
    HttpResponse<String> response = api.send(api.request("/resources"));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    JsonNode error = JSON.readTree(response.body());
    assertThat(error.path("error").asText()).isEqualTo("UNAUTHORIZED");
    assertThat(error.path("timestamp").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /resources,   401",
    "POST,   /resources,   401",
    "DELETE, /resources,   405",
    "HEAD,   /resources,   401",
    "GET,    /resources/1, 401",
    "PUT,    /resources/1, 405",
    "GET,    /elsewhere,   404",
    "GET,    /../..,       404",
    "POST,   '',           404"
  })
  void setsTheHeadersOfEveryResponse(String method, String path, int status) {
    HttpResponse<String> response =
        api.send(api.request(path).method(method, BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  private HttpRequest.Builder list(String authorization) {
    return api.request("/resources").header("Authorization", authorization);
  }

  private HttpResponse<String> create(Tenant tenant) {
    String body =
        """
        {
          "name": "Production API Gateway",
          "credentialId": "%s",
          "provider": "AWS",
          "resourceType": "SECURITY_GROUP",
          "resourceIdentifier": "sg-0abc123def456",
          "region": "eu-central-1",
          "config": {"port": 443, "protocol": "tcp"}
        }
        """
            .formatted(tenant.credential().id());
    return api.send(
        list("Bearer " + tenant.adminToken())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }
}
