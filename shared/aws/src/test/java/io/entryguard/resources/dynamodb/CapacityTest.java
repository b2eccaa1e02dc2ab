package io.entryguard.resources.dynamodb;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static io.entryguard.resources.testing.Samples.FREE_3;
import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.access.ApiKeys;
import io.entryguard.resources.change.ApplyReport;
import io.entryguard.resources.change.CurrentRepresentation;
import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.change.ReportOutcome;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.create.CreateOutcome;
import io.entryguard.resources.create.CreateResource;
import io.entryguard.resources.delete.DeleteCommand;
import io.entryguard.resources.delete.DeleteOutcome;
import io.entryguard.resources.delete.DeleteResource;
import io.entryguard.resources.get.GetOutcome;
import io.entryguard.resources.get.GetResource;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.rate.Quota;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Precondition;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.testing.Repository;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.StoredPartition;
import io.entryguard.resources.update.PatchedValue;
import io.entryguard.resources.update.ResourcePatch;
import io.entryguard.resources.update.UpdateCommand;
import io.entryguard.resources.update.UpdateOutcome;
import io.entryguard.resources.update.UpdateResource;
import io.entryguard.resources.verify.RequestVerification;
import io.entryguard.resources.verify.VerificationOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * What each call takes of the table, which docs/operate/costs.md says and bills are made of.
 *
 * <p>DynamoDB Local says what a call consumed, but counts nothing for items that are not there, nor
 * for all items of a transaction. Those are counted here, as <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">DynamoDB
 * does</a>.
 */
final class CapacityTest {
  private static final Path PAGE = Repository.path("docs/operate/costs.md");

  /** A row of the page's table: what is done, read units, write units. */
  private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\| (\\d+) \\| (\\d+) \\|");

  private final TestTable table = TestTable.create();
  private final Meter meter = new Meter(table);
  private final TestStores stores =
      new TestStores(
          table.table(),
          TestTable.client(
              UrlConnectionHttpClient.builder().build(),
              ClientOverrideConfiguration.builder().addExecutionInterceptor(meter).build()));

  private final OrganizationId organization = Samples.organizationId();
  private final Credential credential = Samples.credential(organization, Provider.AWS);
  private final Credential otherCredential = Samples.credential(organization, Provider.AWS);

  @BeforeEach
  void saveAccount() {
    stores.accounts().save(Samples.organization(organization, Tier.PAID));
    stores.accounts().save(credential);
  }

  @Test
  void takesWhatThePageSays() throws IOException {
    Map<String, Units> measured = new LinkedHashMap<>();
    ApiKey key = ApiKeys.reading("eg_live_1a2b3c4d5e6f7g8h9i0j");

    measured.put(
        "a lease of the rate limit",
        measure(() ->
            new DynamoDbRequestCounter(stores.client(), table.table())
                .lease(
                    new Quota(organization, Quota.Policy.ORGANIZATION),
                    NOW.truncatedTo(ChronoUnit.MINUTES),
                    1,
                    600)));
    measured.put("an event about an account", measure(() -> stores.keys().save(key)));
    measured.put("authorizer, by API key", measure(() -> stores.keys().find(key.hash())));
    measured.put("create", measure(() -> create("")));
    measured.put("create with an `Idempotency-Key`", measure(() -> create("key-1")));
    measured.put("the same again: a replay", measure(() -> create("key-1")));
    ResourceId some = list().getFirst().resource().id();
    measured.put("get", measure(() -> get(some)));
    measured.put("update", measure(() -> update(some, named("Bastion"))));
    measured.put("verify", measure(() -> requestVerification(some)));
    measured.put("an event `ResourceVerified`", measure(() -> verify(some)));
    measured.put("an event `ResourceDeleted`", measure(() -> delete(some)));
    for (int size : List.of(3, 100)) {
      for (int held = list().size(); held < size; held++) {
        create("");
      }
      measured.put("list of %d".formatted(size), measure(this::list));
    }
    stores.accounts().save(otherCredential);
    ResourceId next = list().getFirst().resource().id();
    measured.put(
        "update with another `credentialId`", measure(() -> update(next, by(otherCredential))));
    measured.put("delete", measure(() -> deleteByCaller(next)));
    stores.accounts().save(Samples.deleted(Samples.organization(organization, Tier.PAID), 2));
    measured.put("create, refused before it writes", measure(() -> create("")));

    assertThat(documented()).isEqualTo(measured);
  }

  private static Map<String, Units> documented() throws IOException {
    Map<String, Units> rows = new LinkedHashMap<>();
    Matcher row = ROW.matcher(Files.readString(PAGE));
    while (row.find()) {
      rows.put(
          row.group(1),
          new Units(Double.parseDouble(row.group(2)), Double.parseDouble(row.group(3))));
    }
    return rows;
  }

  private Units measure(Runnable work) {
    meter.reset();
    work.run();
    return meter.units();
  }

  private CreateOutcome create(String key) {
    var ids = new ResourceIds(() -> NOW, new Random());
    var create =
        new CreateResource(stores.resources(), FREE_3, ids, Samples::representation, () -> NOW);
    var spec = Samples.spec(credential);
    return create.create(
        key.isEmpty()
            ? Samples.command(organization, spec)
            : Samples.command(organization, spec, key),
        ENOUGH_TIME);
  }

  private List<NamedResource> list() {
    return StoredPartition.read(stores.catalog(), organization, ENOUGH_TIME).resources();
  }

  private CurrentRepresentation representation() {
    return new CurrentRepresentation(stores.reader(), Samples::representation);
  }

  private void get(ResourceId resource) {
    assertThat(
            new GetResource(stores.reader(), representation())
                .get(organization, resource, ENOUGH_TIME))
        .isInstanceOf(GetOutcome.Found.class);
  }

  private void update(ResourceId resource, ResourcePatch patch) {
    var update =
        new UpdateResource(
            stores.reader(), stores.changes(), representation(), () -> NOW, new Random());
    assertThat(
            update.update(
                new UpdateCommand(organization, resource, patch, Precondition.NONE), ENOUGH_TIME))
        .isInstanceOf(UpdateOutcome.Updated.class);
  }

  private static ResourcePatch named(String name) {
    return patch(Optional.of(new ResourceName(name)), Optional.empty());
  }

  private static ResourcePatch by(Credential credential) {
    return patch(Optional.empty(), Optional.of(credential.id()));
  }

  private static ResourcePatch patch(
      Optional<ResourceName> name, Optional<CredentialId> credential) {
    return new ResourcePatch(
        name,
        Optional.empty(),
        credential,
        new PatchedValue.Absent<>(),
        Optional.empty(),
        new PatchedValue.Absent<>());
  }

  private void requestVerification(ResourceId resource) {
    var request =
        new RequestVerification(
            stores.reader(),
            stores.changes(),
            representation(),
            () -> NOW,
            new Random(),
            time -> {});
    assertThat(request.request(organization, resource, Duration.ZERO, ENOUGH_TIME))
        .isInstanceOf(VerificationOutcome.Pending.class);
  }

  private void deleteByCaller(ResourceId resource) {
    assertThat(
            new DeleteResource(stores.reader(), stores.changes(), representation())
                .delete(new DeleteCommand(organization, resource, Precondition.NONE), ENOUGH_TIME))
        .isEqualTo(new DeleteOutcome.Deleted());
  }

  private void verify(ResourceId resource) {
    assertThat(
            new ApplyReport(stores.reader(), stores.changes())
                .apply(organization, resource, new Verification(true, NOW, 1), ENOUGH_TIME))
        .isEqualTo(ReportOutcome.APPLIED);
  }

  private void delete(ResourceId resource) {
    var removal = new Removal(organization, resource, OptionalLong.empty(), false);
    assertThat(stores.changes().remove(removal, ENOUGH_TIME)).isEqualTo(RemoveOutcome.REMOVED);
  }

  private record Units(double read, double write) {}

  /** Asks of every call what it consumed, and adds it up. */
  private static final class Meter implements ExecutionInterceptor {
    private static final int WRITE_UNIT_BYTES = 1024;

    private final TestTable table;
    private double read;
    private double write;

    Meter(TestTable table) {
      this.table = table;
    }

    void reset() {
      read = 0;
      write = 0;
    }

    Units units() {
      return new Units(read, write);
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      var total = ReturnConsumedCapacity.TOTAL;
      return switch ((DynamoDbRequest) context.request()) {
        case BatchGetItemRequest request ->
            request.toBuilder().returnConsumedCapacity(total).build();
        case GetItemRequest request -> request.toBuilder().returnConsumedCapacity(total).build();
        case PutItemRequest request -> request.toBuilder().returnConsumedCapacity(total).build();
        case UpdateItemRequest request -> request.toBuilder().returnConsumedCapacity(total).build();
        case QueryRequest request -> request.toBuilder().returnConsumedCapacity(total).build();
        case TransactWriteItemsRequest request -> request;
        case DynamoDbRequest other ->
            throw new IllegalArgumentException("not measured: " + other.getClass());
      };
    }

    /** Before it takes place, while what it deletes is there. */
    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      if (context.request() instanceof TransactWriteItemsRequest request) {
        for (TransactWriteItem item : request.transactItems()) {
          // Prepared and committed: twice.
          write += 2 * Math.ceilDiv(bytes(itemOf(item)), WRITE_UNIT_BYTES);
        }
      }
    }

    private Map<String, AttributeValue> itemOf(TransactWriteItem item) {
      if (item.put() != null) {
        return item.put().item();
      }
      if (item.update() != null) {
        return stored(item.update().key());
      }
      if (item.conditionCheck() != null) {
        return stored(item.conditionCheck().key());
      }
      return stored(item.delete().key());
    }

    private Map<String, AttributeValue> stored(Map<String, AttributeValue> key) {
      return table
          .client()
          .getItem(request -> request.tableName(table.table().name()).key(key).consistentRead(true))
          .item();
    }

    /** No item here comes near the end of a unit, so numbers need not be told to the byte. */
    private static int bytes(Map<String, AttributeValue> item) {
      int bytes = 0;
      for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
        AttributeValue value = attribute.getValue();
        String text = value.s() == null ? value.toString() : value.s();
        bytes += attribute.getKey().length() + text.getBytes(StandardCharsets.UTF_8).length;
      }
      return bytes;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      switch ((DynamoDbResponse) context.response()) {
        case BatchGetItemResponse response ->
            read += units(response.consumedCapacity()) + missing(context.request(), response);
        case GetItemResponse response -> read += response.consumedCapacity().capacityUnits();
        case QueryResponse response -> read += response.consumedCapacity().capacityUnits();
        case PutItemResponse response -> write += response.consumedCapacity().capacityUnits();
        case UpdateItemResponse response -> write += response.consumedCapacity().capacityUnits();
        case DynamoDbResponse _ -> {}
      }
    }

    private static double units(List<ConsumedCapacity> tables) {
      return tables.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
    }

    private static int missing(SdkRequest request, BatchGetItemResponse response) {
      int asked =
          ((BatchGetItemRequest) request)
              .requestItems().values().stream().mapToInt(keys -> keys.keys().size()).sum();
      int found = response.responses().values().stream().mapToInt(List::size).sum();
      return asked - found;
    }
  }
}
