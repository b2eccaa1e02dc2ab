package io.entryguard.resources.reliability;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.create.CreateResource;
import io.entryguard.resources.create.ResourceStore;
import io.entryguard.resources.function.createresource.CreateResourceOperation;
import io.entryguard.resources.function.listresources.ListResourcesOperation;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.Events;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.http.TestApi;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.list.ListResources;
import io.entryguard.resources.list.ResourceCatalog;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.ResourceLimits;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.TestContext;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** Both operations, from API Gateway's event to its response, on given stores. */
final class Service {
  static {
    QuietOutput.install();
  }

  private static final InstantSource CLOCK = () -> Samples.NOW;

  /** An hour, so that calls never time out. */
  private static final Context PATIENT = new TestContext("invocation-1", 3_600_000);

  private final ApiFunction create;
  private final ApiFunction list;

  private Service(ApiFunction create, ApiFunction list) {
    this.create = create;
    this.list = list;
  }

  /**
   * Creates the service. Ids are new in every run, even of the same seed, because they serve as
   * DynamoDB's tokens, which it remembers for ten minutes across tables.
   */
  static Service on(ResourceStore store, ResourceCatalog catalog, ResourceLimits limits) {
    var createResource =
        new CreateResource(
            store,
            limits,
            new ResourceIds(CLOCK, new SecureRandom()),
            ResourceWriter::write,
            CLOCK);
    return new Service(
        function(new CreateResourceOperation(createResource)),
        function(new ListResourcesOperation(new ListResources(catalog))));
  }

  private static ApiFunction function(Operation operation) {
    return TestApi.function(operation);
  }

  /** Creates a resource; equal names and credentials make equal requests. */
  Response create(Credential credential, String name, Optional<String> key) {
    String body =
        """
        {"name": "%s", "credentialId": "%s", "provider": "%s", "resourceType": "SECURITY_GROUP",
         "resourceIdentifier": "sg-0abc123def456", "region": "eu-central-1",
         "config": {"port": 443, "protocol": "tcp"}}
        """
            .formatted(name, credential.id(), credential.provider());
    APIGatewayProxyRequestEvent event = Events.post(Events.admin(credential.organization()), body);
    key.ifPresent(value -> Events.withHeader(event, "Idempotency-Key", value));
    return Response.of(create.handle(event, PATIENT));
  }

  Response list(OrganizationId organization) {
    return Response.of(list.handle(Events.get(Events.admin(organization)), PATIENT));
  }
}
