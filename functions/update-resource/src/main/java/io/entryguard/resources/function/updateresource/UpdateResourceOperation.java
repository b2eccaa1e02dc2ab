package io.entryguard.resources.function.updateresource;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Permission;
import io.entryguard.resources.http.ApiError;
import io.entryguard.resources.http.EntityTagConditions;
import io.entryguard.resources.http.HttpRequest;
import io.entryguard.resources.http.HttpResponse;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.http.RequestChecks;
import io.entryguard.resources.json.ResourcePatchReader;
import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.requestlog.OperationName;
import io.entryguard.resources.resource.Precondition;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.update.ResourcePatch;
import io.entryguard.resources.update.UpdateCommand;
import io.entryguard.resources.update.UpdateOutcome;
import io.entryguard.resources.update.UpdateResource;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** {@code PATCH /resources/{id}}. */
public final class UpdateResourceOperation implements Operation {
  private final UpdateResource updateResource;

  @Inject
  public UpdateResourceOperation(UpdateResource updateResource) {
    this.updateResource = requireNonNull(updateResource, "updateResource is null");
  }

  @Override
  public OperationName name() {
    return OperationName.UPDATE;
  }

  @Override
  public Permission permission() {
    return Permission.UPDATE_RESOURCES;
  }

  @Override
  public String activity() {
    return "Updating resources";
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    return switch (updateResource.update(parse(request), request.deadline())) {
      case UpdateOutcome.Updated(String text) -> HttpResponse.resource(200, text, Map.of());
      case UpdateOutcome.Unchanged(String text) -> HttpResponse.resource(200, text, Map.of());
      case UpdateOutcome.Invalid(Map<String, String> errors) ->
          HttpResponse.error(ApiError.validation(errors));
      case UpdateOutcome.Refused(Refusal refusal) -> HttpResponse.error(ApiError.of(refusal));
    };
  }

  private static UpdateCommand parse(HttpRequest request) {
    OrganizationId organization = request.requireCaller().organization();
    RequestChecks.requireJson(request);
    String body = request.body().read();

    var errors = new ValidationErrors();
    Optional<ResourceId> id = RequestChecks.resourceId(request, errors);
    ResourcePatch patch = ResourcePatchReader.read(body, errors);
    RequestChecks.refuseQueryParameters(request, errors);
    Precondition precondition = EntityTagConditions.ifMatch(request.headers(), errors);
    RequestChecks.requireValid(errors);

    return new UpdateCommand(organization, id.orElseThrow(), patch, precondition);
  }
}
