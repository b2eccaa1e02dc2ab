package io.entryguard.resources.function.createresource;

import static io.entryguard.resources.resource.Samples.ENOUGH_TIME;
import static io.entryguard.resources.resource.Samples.FREE_3;
import static io.entryguard.resources.resource.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.account.Credential;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.account.Provider;
import io.entryguard.resources.account.Tier;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.CreateResourceOperation;
import io.entryguard.resources.http.CrossOrigin;
import io.entryguard.resources.http.Events;
import io.entryguard.resources.http.Responses;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.lambda.TestContext;
import io.entryguard.resources.lambda.TestRuntime;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.resource.CreateResource;
import io.entryguard.resources.resource.InMemoryResourceStore;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.Samples;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CreateResourceHandlerTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "TABLE_NAME", "resources",
          "AWS_REGION", "eu-central-1",
          "DYNAMODB_ENDPOINT", "",
          "FREE_RESOURCE_LIMIT", "3",
          "REQUESTS_PER_MINUTE", "0",
          "METRICS_NAMESPACE", "EntryGuard/test");

  private final OrganizationId organization = Samples.organizationId();

  @Test
  void createsAResource() {
    Credential credential = Samples.credential(organization, Provider.AWS);
    var store = new InMemoryResourceStore();
    store.save(Samples.organization(organization, Tier.FREE));
    store.save(credential);
    var ids = new ResourceIds(() -> NOW, new SplittableRandom(1));
    var createResource = new CreateResource(store, FREE_3, ids, ResourceWriter::write, () -> NOW);
    var handler =
        new CreateResourceHandler(
            new ApiFunction(
                new CreateResourceOperation(createResource),
                new Responses(() -> NOW, CrossOrigin.NONE),
                new Log(_ -> {}, () -> NOW)));

    APIGatewayProxyResponseEvent response =
        handler.handleRequest(
            Events.post(
                Events.admin(organization),
                RequestJson.valid().with("credentialId", "\"" + credential.id() + "\"").toString()),
            new TestContext());

    assertThat(response.getStatusCode()).isEqualTo(201);
    assertThat(store.holdingsOf(organization, ENOUGH_TIME).resources()).hasSize(1);
  }

  @Test
  void startsByItsVariablesAndRefusesWhatNeedsNoStore() {
    var handler = new CreateResourceHandler(ENVIRONMENT);
    String body = RequestJson.valid().toString();

    assertThat(
            handler
                .handleRequest(Events.post(Events.member(organization), body), new TestContext())
                .getStatusCode())
        .isEqualTo(403);
    assertThat(
            handler
                .handleRequest(Events.post(Events.admin(organization), "{}"), new TestContext())
                .getStatusCode())
        .isEqualTo(400);
  }

  @Test
  void namesEveryVariableThatIsMissing() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new CreateResourceHandler(Map.of()))
        .withMessage(
            "Environment variables: TABLE_NAME is missing; AWS_REGION is missing;"
                + " FREE_RESOURCE_LIMIT is missing; REQUESTS_PER_MINUTE is missing;"
                + " METRICS_NAMESPACE is missing");
  }

  @Test
  void refusesLimitsThatAreNoNumbers() {
    Map<String, String> environment =
        Map.of(
            "TABLE_NAME", "resources",
            "AWS_REGION", "eu-central-1",
            "FREE_RESOURCE_LIMIT", "unlimited",
            "REQUESTS_PER_MINUTE", "-1",
            "METRICS_NAMESPACE", "EntryGuard/test");

    assertThatIllegalStateException()
        .isThrownBy(() -> new CreateResourceHandler(environment))
        .withMessage(
            "Environment variables: FREE_RESOURCE_LIMIT must be a whole number;"
                + " REQUESTS_PER_MINUTE must not be negative");
  }

  @Test
  void takesTheEventAsItComesFromApiGateway() {
    var runtime =
        new TestRuntime<>(
            new CreateResourceHandler(ENVIRONMENT),
            APIGatewayProxyRequestEvent.class,
            APIGatewayProxyResponseEvent.class);

    assertThat(runtime.runOnFile("/proxy-events/sam-local-create-resource.json"))
        .startsWith("{\"statusCode\":403,\"headers\":{")
        .contains("\"body\":\"{\\\"error\\\":\\\"FORBIDDEN\\\"")
        .endsWith("\"isBase64Encoded\":false}");
  }
}
