package io.entryguard.resources.dynamodb;

import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.client.DynamoDbModule;
import io.entryguard.resources.client.InMemoryNetwork;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.testing.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the stores and the audit send to DynamoDB, as whole requests over the wire. Every response
 * says that the write was done.
 */
public final class SentRequests {
  public static final OrganizationId ORGANIZATION =
      new OrganizationId(UUID.fromString("3f2504e0-4f89-41d3-9a0c-0305e82c3301"));
  static final Credential CREDENTIAL =
      new Credential(
          ORGANIZATION,
          new CredentialId(UUID.fromString("6f1c2d3e-4a5b-4c6d-8e7f-90a1b2c3d4e5")),
          "AWS Production Account",
          Provider.AWS,
          false,
          7);
  static final Resource RESOURCE =
      Resource.create(
          new ResourceId(UUID.fromString("019c7068-2780-7b1e-9c55-0d4b7f1f6a10")),
          Samples.spec(CREDENTIAL),
          NOW);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** That permits were leased; the other writes read nothing of their response. */
  private static final String RESPONSE =
      """
      {"Attributes": {"requestCount": {"N": "8"}}}
      """;

  private final List<Request> requests = new ArrayList<>();
  private final TestStores stores =
      new TestStores(
          new Table("resources"),
          DynamoDbClient.builder()
              .region(Region.EU_CENTRAL_1)
              .credentialsProvider(AnonymousCredentialsProvider.create())
              .httpClient(new RecordingHttpClient())
              .overrideConfiguration(DynamoDbModule.overrides())
              .build());

  private record Request(String operation, JsonNode body) {
    static Request of(HttpExecuteRequest request) {
      String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow();
      try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
        return new Request(target, JSON.readTree(body));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Keeps what is sent, and responds that it was done. */
  private final class RecordingHttpClient implements SdkHttpClient {
    private final SdkHttpClient responses =
        new InMemoryNetwork(_ -> List.of(RESPONSE)).http(DynamoDbModule.ATTEMPT_TIMEOUT);

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      requests.add(Request.of(request));
      return responses.prepareRequest(request);
    }

    @Override
    public void close() {
      responses.close();
    }
  }

  /** The stores whose requests are recorded. */
  public TestStores stores() {
    return stores;
  }

  /** Asserts that this is the one request that was sent. */
  public void assertSent(String operation, String body) throws IOException {
    assertThat(requests)
        .containsExactly(new Request("DynamoDB_20120810." + operation, JSON.readTree(body)));
  }

  /** Checks and takes out the token, which is a new one each time. */
  void removeToken() {
    JsonNode token = ((ObjectNode) requests.getFirst().body()).remove("ClientRequestToken");
    assertThat(token.textValue()).matches("[0-9a-f]{32}");
  }
}
