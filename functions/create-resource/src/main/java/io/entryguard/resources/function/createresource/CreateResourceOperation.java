package io.entryguard.resources.function.createresource;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.create.CreateCommand;
import io.entryguard.resources.create.CreateOutcome;
import io.entryguard.resources.create.CreateResource;
import io.entryguard.resources.http.ApiError;
import io.entryguard.resources.http.HttpRequest;
import io.entryguard.resources.http.HttpResponse;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.http.RequestChecks;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.json.RequestFingerprints;
import io.entryguard.resources.json.ResourceSpecReader;
import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.requestlog.OperationName;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceSpec;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** {@code POST /resources}. */
public final class CreateResourceOperation implements Operation {
  private final CreateResource createResource;

  @Inject
  public CreateResourceOperation(CreateResource createResource) {
    this.createResource = requireNonNull(createResource, "createResource is null");
  }

  @Override
  public OperationName name() {
    return OperationName.CREATE;
  }

  @Override
  public Permission permission() {
    return Permission.CREATE_RESOURCES;
  }

  @Override
  public String activity() {
    return "Creating resources";
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    CreateCommand command = parse(request);
    return render(createResource.create(command, request.deadline()), request);
  }

  private static CreateCommand parse(HttpRequest request) {
    Caller caller = request.requireCaller();
    RequestChecks.requireJson(request);
    String body = request.body().read();

    var errors = new ValidationErrors();
    Optional<ResourceSpec> spec = ResourceSpecReader.read(body, errors);
    RequestChecks.refuseQueryParameters(request, errors);
    Optional<IdempotencyKey> key =
        IdempotencyKeyHeader.read(request.headers(), caller.subject(), errors);
    RequestChecks.requireValid(errors);

    return new CreateCommand(
        caller.organization(),
        spec.orElseThrow(),
        key.map(value -> new IdempotentRequest(value, RequestFingerprints.of(spec.orElseThrow()))));
  }

  private static HttpResponse render(CreateOutcome outcome, HttpRequest request) {
    return switch (outcome) {
      case CreateOutcome.Created(ResourceId id, String text) ->
          HttpResponse.resource(201, text, Map.of("Location", location(request, id)));
      case CreateOutcome.Replayed(ResourceId id, String text) ->
          HttpResponse.resource(
              201, text, Map.of("Location", location(request, id), HttpResponse.REPLAYED, "true"));
      case CreateOutcome.KeyReused() ->
          HttpResponse.error(ApiError.of(Refusal.IDEMPOTENCY_KEY_REUSED));
      case CreateOutcome.Invalid(Map<String, String> errors) ->
          HttpResponse.error(ApiError.validation(errors));
      case CreateOutcome.Missing(Refusal refusal) -> HttpResponse.error(ApiError.of(refusal));
      case CreateOutcome.Refused(Refusal refusal) -> HttpResponse.error(ApiError.of(refusal));
    };
  }

  private static String location(HttpRequest request, ResourceId id) {
    String path = request.path();
    return (path.endsWith("/") ? path : path + "/") + id;
  }
}
