package io.entryguard.resources.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.resource.CloudRegion;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceIdentifier;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.resource.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ResourceWriterTest {
  private static final CredentialId CREDENTIAL =
      new CredentialId(UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7"));

  @Test
  void writesTheDocumentedResponseToTheDocumentedRequest() {
    ResourceSpec spec =
        ResourceSpecReader.read(
                Golden.compact("create-resource-request.json"), new ValidationErrors())
            .orElseThrow();
    var created =
        new NamedResource(
            Resource.create(
                id("550e8400-e29b-41d4-a716-446655440000"),
                spec,
                Instant.parse("2026-02-18T11:00:00.123Z")),
            "AWS Production Account");

    assertThat(ResourceWriter.write(created))
        .isEqualTo(Golden.compact("create-resource-response.json"));
  }

  @Test
  void writesTheDocumentedList() {
    var production =
        new Resource(
            id("550e8400-e29b-41d4-a716-446655440000"),
            spec(
                "Production API Gateway",
                "sg-0abc123def456",
                "{\"port\":443,\"protocol\":\"tcp\"}"),
            true,
            Optional.of(Instant.parse("2026-02-18T10:30:00Z")),
            Instant.parse("2026-01-15T08:00:00Z"),
            Instant.parse("2026-02-18T10:30:00Z"));
    var staging =
        new Resource(
            id("661f9511-f3ac-52e5-b827-557766551111"),
            spec("Staging Database", "sg-9xyz789ghi012", "{\"port\":5432,\"protocol\":\"tcp\"}"),
            true,
            Optional.of(Instant.parse("2026-02-18T09:15:00Z")),
            Instant.parse("2026-01-20T14:30:00Z"),
            Instant.parse("2026-02-18T09:15:00Z"));

    assertThat(
            ResourceListJson.of(
                List.of(
                    new NamedResource(production, "AWS Production Account"),
                    new NamedResource(staging, "AWS Production Account"))))
        .isEqualTo(Golden.compact("list-resources-response.json"));
  }

  @Test
  void writesAnEmptyList() {
    assertThat(ResourceListJson.of(List.of())).isEqualTo("[]");
  }

  @Test
  void writesNullForAMissingValue() {
    assertThat(ResourceWriter.write(new NamedResource(bare("Gateway"), "")))
        .isEqualTo(
            """
            {"id":"00000000-0000-0001-0000-000000000002","name":"Gateway",\
            "credentialId":"7c9e6679-7425-40de-944b-e07fc1f90ae7","credentialName":"",\
            "provider":"APISIX","resourceType":"GATEWAY","resourceIdentifier":"gw-1",\
            "region":null,"config":null,"isActive":false,"lastVerifiedAt":null,\
            "createdAt":"2026-02-18T11:00:00Z","updatedAt":"2026-02-18T11:00:00Z"}\
            """);
  }

  @Test
  void escapesControlCharactersAndKeepsOtherScripts() {
    assertThat(
            ResourceWriter.write(new NamedResource(bare("\"東\\\uD83D\uDE00</script>"), "a\n\"b")))
        .contains("\"name\":\"\\\"東\\\\\uD83D\uDE00</script>\"")
        .contains("\"credentialName\":\"a\\n\\\"b\"");
  }

  @Test
  void writesConfigVerbatim() {
    String config = "{ \"b\" : 1.0e5 ,\n\t\"a\":\"\\u0041\\/\", \"c\": 1E400}";
    var resource =
        Resource.create(
            id("550e8400-e29b-41d4-a716-446655440000"),
            spec("Gateway", "gw-1", config),
            Instant.EPOCH);

    assertThat(ResourceWriter.write(new NamedResource(resource, "Account")))
        .contains("\"config\":" + config + ",\"isActive\"");
  }

  private static ResourceId id(String text) {
    return new ResourceId(UUID.fromString(text));
  }

  private static ResourceSpec spec(String name, String identifier, String config) {
    return new ResourceSpec(
        new ResourceName(name),
        CREDENTIAL,
        Provider.AWS,
        new ResourceType("SECURITY_GROUP"),
        new ResourceIdentifier(identifier),
        Optional.of(new CloudRegion("eu-central-1")),
        Optional.of(new ResourceConfig(config)));
  }

  private static Resource bare(String name) {
    var spec =
        new ResourceSpec(
            new ResourceName(name),
            CREDENTIAL,
            Provider.APISIX,
            new ResourceType("GATEWAY"),
            new ResourceIdentifier("gw-1"),
            Optional.empty(),
            Optional.empty());
    return Resource.create(
        new ResourceId(new UUID(1, 2)), spec, Instant.parse("2026-02-18T11:00:00Z"));
  }
}
