package io.entryguard.resources.dynamodb;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.dynamodb.item.UnreadableItemException;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.CloudRegion;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceIdentifier;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.resource.ResourceType;
import io.entryguard.resources.testing.LogLines;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.StoredPartition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoDbResourceCatalogTest {
  @RegisterExtension private final LogLines lines = new LogLines();

  private final TestStores stores = TestStores.onNewTable();
  private final OrganizationId organization = Samples.organizationId();
  private final Credential credential = Samples.credential(organization, Provider.AWS);

  @BeforeEach
  void saveAccount() {
    stores.accounts().save(Samples.organization(organization, Tier.PAID));
    stores.accounts().save(credential);
  }

  private void add(Resource resource) {
    stores
        .resources()
        .add(
            Samples.creation(organization, resource),
            stores
                .resources()
                .contextOf(organization, credential.id(), Optional.empty(), ENOUGH_TIME),
            ENOUGH_TIME);
  }

  private void put(Map<String, AttributeValue> item) {
    stores.client().putItem(request -> request.tableName(stores.table().name()).item(item));
  }

  private List<Resource> listed() {
    return StoredPartition.read(stores.catalog(), organization, ENOUGH_TIME).resources().stream()
        .map(NamedResource::resource)
        .toList();
  }

  @Test
  void readsPageAfterPageToTheEnd() {
    // DynamoDB ends a page at 1 MB: 100 resources of 16 KiB are more than one and less than two.
    var config = new ResourceConfig("{\"filler\":\"" + "x".repeat(16_000) + "\"}");
    var spec =
        new ResourceSpec(
            new ResourceName("Large"),
            credential.id(),
            Provider.AWS,
            new ResourceType("SECURITY_GROUP"),
            new ResourceIdentifier("sg-1"),
            Optional.of(new CloudRegion("eu-central-1")),
            Optional.of(config));
    var ids = new ResourceIds(() -> Samples.NOW, new Random(1));
    List<Resource> created =
        Stream.generate(() -> Resource.create(ids.next(), spec, Samples.NOW)).limit(100).toList();
    created.forEach(resource -> put(ResourceItem.write(organization, resource)));

    assertThat(listed()).isEqualTo(created);
  }

  static Stream<Arguments> unreadableItems() {
    return Stream.of(
        Arguments.of("no name", "name", null),
        Arguments.of("a name that is a number", "name", AttributeValue.fromN("1")),
        Arguments.of("a name that may not be", "name", AttributeValue.fromS("\n")),
        Arguments.of("an unknown provider", "provider", AttributeValue.fromS("HETZNER")),
        Arguments.of("a credential id that is none", "credentialId", AttributeValue.fromS("x")),
        Arguments.of("no region on AWS", "region", null),
        Arguments.of("a time that is none", "createdAt", AttributeValue.fromS("yesterday")),
        Arguments.of("a flag that is text", "isActive", AttributeValue.fromS("true")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadableItems")
  void leavesOutAndLogsWhatItCannotReadAndListsTheOthers(
      String what, String attribute, AttributeValue value) {
    Resource good = Samples.resource(Samples.spec(credential));
    add(good);
    Resource bad = Samples.resource(Samples.spec(credential));
    Map<String, AttributeValue> item = new HashMap<>(ResourceItem.write(organization, bad));
    item.remove(attribute);
    if (value != null) {
      item.put(attribute, value);
    }
    put(item);

    assertThat(listed()).containsExactly(good);

    assertThat(lines)
        .as("the log on %s", what)
        .singleElement()
        .asString()
        .contains("cannot be read", bad.id().toString(), organization.toString());
  }

  @Test
  void leavesOutAResourceWhoseIdIsNone() {
    Map<String, AttributeValue> item =
        new HashMap<>(ResourceItem.write(organization, Samples.resource(Samples.spec(credential))));
    item.put("sk", AttributeValue.fromS("RESOURCE#first"));
    put(item);

    assertThat(listed()).isEmpty();
    assertThat(lines).hasSize(1);
  }

  @Test
  void logsOneLineHoweverManyItemsItCannotRead() {
    for (int i = 1; i <= 20; i++) {
      Map<String, AttributeValue> item =
          new HashMap<>(
              ResourceItem.write(organization, Samples.resource(Samples.spec(credential))));
      item.put(
          "sk", AttributeValue.fromS("RESOURCE#00000000-0000-7000-8000-0000000000" + (10 + i)));
      item.remove("createdAt");
      put(item);
    }

    assertThat(listed()).isEmpty();
    assertThat(lines)
        .singleElement()
        .asString()
        .contains(
            "\"level\":\"ERROR\"",
            "\"reason\":\"attribute createdAt cannot be read\"",
            "\"count\":\"20\"",
            "\"sortKey\":\"RESOURCE#00000000-0000-7000-8000-000000000011\"");
  }

  @Test
  void failsOverAnOrganizationThatItCannotReadInsteadOfCallingItUnknown() {
    put(Key.of(organization).attributes());

    assertThatThrownBy(this::listed).isInstanceOf(UnreadableItemException.class);
  }

  @Test
  void listsAResourceWhoseCredentialIsGoneAndLogsHowManyThereAre() {
    Resource orphan =
        new Resource(
            new ResourceId(UUID.randomUUID()),
            Samples.spec(Samples.credential(organization, Provider.AWS)),
            false,
            Optional.empty(),
            Samples.NOW,
            Samples.NOW);
    put(ResourceItem.write(organization, orphan));

    assertThat(StoredPartition.read(stores.catalog(), organization, ENOUGH_TIME).resources())
        .containsExactly(new NamedResource(orphan, ""));
    assertThat(lines)
        .singleElement()
        .asString()
        .contains(
            "\"level\":\"WARN\"",
            "Credentials of resources are not in the table",
            "\"organizationId\":\"" + organization + "\"",
            "\"count\":\"1\"",
            "\"sortKey\":\"RESOURCE#" + orphan.id() + "\"");
  }
}
