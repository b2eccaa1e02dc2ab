package io.entryguard.resources.function.createresource;

import static io.entryguard.resources.testing.Samples.FREE_3;
import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.CallerKind;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.create.CreateResource;
import io.entryguard.resources.http.ApiError;
import io.entryguard.resources.http.Events;
import io.entryguard.resources.http.HttpResponse;
import io.entryguard.resources.http.TestApi;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.refusal.ErrorCode;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.testing.InMemoryResourceStore;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.StoredPartition;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /resources} with the header {@code Idempotency-Key}. */
final class KeyedCreateOverHttpTest {
  private final InMemoryResourceStore store = new InMemoryResourceStore();
  private final OrganizationId organization = Samples.organizationId();
  private final Credential credential = Samples.credential(organization, Provider.AWS);
  private final CreateResourceOperation operation =
      new CreateResourceOperation(
          new CreateResource(
              store,
              FREE_3,
              new ResourceIds(() -> NOW, new Random(1)),
              ResourceWriter::write,
              () -> NOW));

  @BeforeEach
  void saveAccount() {
    store.save(Samples.organization(organization, Tier.FREE));
    store.save(credential);
  }

  private HttpResponse post(String name, String subject, String... keys) {
    var caller = new Caller(organization, CallerKind.USER, subject, Set.of(Permission.values()));
    var body =
        """
        {"name": "%s", "credentialId": "%s", "provider": "AWS", "region": "eu-central-1",
         "resourceType": "SECURITY_GROUP", "resourceIdentifier": "sg-1"}
        """
            .formatted(name, credential.id());
    APIGatewayProxyRequestEvent event =
        Events.withHeader(Events.post(caller, body), "Idempotency-Key", keys);
    return TestApi.handle(operation, event);
  }

  private HttpResponse created(String name, String subject, String... keys) {
    HttpResponse response = post(name, subject, keys);
    assertThat(response.status()).isEqualTo(201);
    return response;
  }

  private int count() {
    return StoredPartition.read(store, organization, Samples.ENOUGH_TIME).resources().size();
  }

  @Test
  void replaysTheFirstResponseAndMarksIt() {
    HttpResponse first = created("One", "user-1", "key-1");
    HttpResponse again = created("One", "user-1", "key-1");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.headers()).containsOnlyKeys("Location", "ETag");
    assertThat(again)
        .isEqualTo(
            new HttpResponse(
                201,
                Map.of(
                    "Location",
                    first.headers().getOrDefault("Location", ""),
                    "ETag",
                    first.headers().getOrDefault("ETag", ""),
                    "Idempotency-Replayed",
                    "true"),
                first.body()));
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void treatsAQuotedKeyAndABareKeyAlike() {
    created("One", "user-1", "key-1");

    assertThat(created("One", "user-1", "\"key-1\"").headers())
        .containsEntry("Idempotency-Replayed", "true");
  }

  @Test
  void createsANewResourceForAnotherKeyOrAnotherCaller() {
    HttpResponse first = created("One", "user-1", "key-1");

    assertThat(created("One", "user-1", "key-2").headers()).containsOnlyKeys("Location", "ETag");
    assertThat(created("One", "user-2", "key-1").body()).isNotEqualTo(first.body());
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void returns422ForAnotherRequestWithTheSameKey() {
    created("One", "user-1", "key-1");

    ApiError error = TestApi.error(post("Two", "user-1", "key-1"));

    assertThat(error.code()).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED);
    assertThat(error.code().status()).isEqualTo(422);
    assertThat(count()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"", "a b", "ké", "\"key", "\"key\"; a=1", "\"\""})
  void returns400ForAMalformedKey(String key) {
    ApiError error = TestApi.error(post("One", "user-1", key));

    assertThat(error.code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
    assertThat(error.validationErrors()).containsOnlyKeys("Idempotency-Key");
    assertThat(count()).isZero();
  }

  @Test
  void returns400ForAKeyThatIsTooLongOrRepeated() {
    assertThat(post("One", "user-1", "a".repeat(256)).status()).isEqualTo(400);
    assertThat(post("One", "user-1", "key-1", "key-2").status()).isEqualTo(400);
    assertThat(created("One", "user-1", "a".repeat(255)).status()).isEqualTo(201);
  }

  @Test
  void reportsAMalformedKeyTogetherWithOtherErrors() {
    ApiError error = TestApi.error(post(" ", "user-1", "a b"));

    assertThat(error.validationErrors()).containsOnlyKeys("Idempotency-Key", "name");
  }
}
