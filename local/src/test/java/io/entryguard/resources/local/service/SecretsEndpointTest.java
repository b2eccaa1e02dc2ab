package io.entryguard.resources.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsEndpointTest {
  @Test
  void returnsTheSecret() throws Exception {
    HttpResponse<String> response = call("secretsmanager.GetSecretValue", "{\"SecretId\":\"a\"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"SecretString\":\"value of a\"");
  }

  @Test
  void returnsAnErrorForAnUnknownSecret() throws Exception {
    HttpResponse<String> response = call("secretsmanager.GetSecretValue", "{\"SecretId\":\"b\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("ResourceNotFoundException");
  }

  @Test
  void rejectsOtherOperations() throws Exception {
    HttpResponse<String> response = call("secretsmanager.PutSecretValue", "{\"SecretId\":\"a\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("UnknownOperationException");
  }

  private static HttpResponse<String> call(String target, String body)
      throws IOException, InterruptedException {
    SecretsEndpoint secrets = SecretsEndpoint.bind();
    secrets.start(Map.of("a", "value of a"));
    HttpRequest request =
        HttpRequest.newBuilder(secrets.endpoint())
            .header("X-Amz-Target", target)
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
