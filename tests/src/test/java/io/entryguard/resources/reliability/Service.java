package io.entryguard.resources.reliability;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.ApplyReport;
import io.entryguard.resources.change.CurrentRepresentation;
import io.entryguard.resources.create.CreateResource;
import io.entryguard.resources.delete.DeleteResource;
import io.entryguard.resources.function.createresource.CreateResourceOperation;
import io.entryguard.resources.function.deleteresource.DeleteResourceOperation;
import io.entryguard.resources.function.getresource.GetResourceOperation;
import io.entryguard.resources.function.listresources.ListResourcesOperation;
import io.entryguard.resources.function.updateresource.UpdateResourceOperation;
import io.entryguard.resources.get.GetResource;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.Events;
import io.entryguard.resources.http.TestApi;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.list.ListResources;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.ResourceLimits;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.QuietOutput;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.TestContext;
import io.entryguard.resources.update.UpdateResource;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The operations on resources, from API Gateway's event to its response, and the report of
 * sessions.
 */
final class Service {
  static {
    QuietOutput.install();
  }

  /** An hour, so that calls never time out. */
  static final Context PATIENT = new TestContext("invocation-1", 3_600_000);

  private final Supplier<Context> invocations;
  private final ApiFunction create;
  private final ApiFunction list;
  private final ApiFunction get;
  private final ApiFunction update;
  private final ApiFunction delete;
  private final ApplyReport applyReport;

  /**
   * Puts it on the stores. Ids are new in every run, even of the same seed, because they serve as
   * DynamoDB's tokens, which it remembers for ten minutes across tables.
   */
  Service(Backend backend, ResourceLimits limits) {
    this(backend, limits, () -> Samples.NOW, () -> PATIENT);
  }

  /**
   * @param invocations makes a context for each request, which says how long it may take
   */
  Service(
      Backend backend, ResourceLimits limits, InstantSource clock, Supplier<Context> invocations) {
    this.invocations = invocations;
    var random = new SecureRandom();
    var shown = new CurrentRepresentation(backend.reader(), ResourceWriter::write);
    this.create =
        TestApi.function(
            new CreateResourceOperation(
                new CreateResource(
                    backend.resources(),
                    limits,
                    new ResourceIds(clock, random),
                    ResourceWriter::write,
                    clock)));
    this.list = TestApi.function(new ListResourcesOperation(new ListResources(backend.catalog())));
    this.get = TestApi.function(new GetResourceOperation(new GetResource(backend.reader(), shown)));
    this.update =
        TestApi.function(
            new UpdateResourceOperation(
                new UpdateResource(backend.reader(), backend.changes(), shown, clock, random)));
    this.delete =
        TestApi.function(
            new DeleteResourceOperation(
                new DeleteResource(backend.reader(), backend.changes(), shown)));
    this.applyReport = new ApplyReport(backend.reader(), backend.changes());
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
    return Response.of(create.handle(event, invocations.get()));
  }

  Response list(OrganizationId organization) {
    return Response.of(list.handle(Events.get(Events.admin(organization)), invocations.get()));
  }

  Response get(OrganizationId organization, String id) {
    return Response.of(get.handle(Events.get(Events.admin(organization), id), invocations.get()));
  }

  /**
   * Renames a resource.
   *
   * @param tag for {@code If-Match}
   */
  Response update(OrganizationId organization, String id, Optional<String> tag, String name) {
    String body = "{\"name\": \"%s\"}".formatted(name);
    var event = Events.patch(Events.admin(organization), id, body);
    return Response.of(update.handle(ifMatch(event, tag), invocations.get()));
  }

  /**
   * Deletes a resource.
   *
   * @param tag for {@code If-Match}
   */
  Response delete(OrganizationId organization, String id, Optional<String> tag) {
    var event = Events.delete(Events.admin(organization), id);
    return Response.of(delete.handle(ifMatch(event, tag), invocations.get()));
  }

  private static APIGatewayProxyRequestEvent ifMatch(
      APIGatewayProxyRequestEvent event, Optional<String> tag) {
    return tag.map(value -> Events.withHeader(event, "If-Match", value)).orElse(event);
  }

  /** Applies the product's report of a resource's sessions; false where it is to come again. */
  boolean report(OrganizationId organization, String id, int sessions, long version) {
    Context invocation = invocations.get();
    try {
      var _ =
          applyReport.apply(
              organization,
              ResourceId.parse(id).orElseThrow(),
              new ActiveSessions(sessions, version),
              () -> Duration.ofMillis(invocation.getRemainingTimeInMillis()));
      return true;
    } catch (StoreUnavailableException e) {
      return false;
    }
  }
}
