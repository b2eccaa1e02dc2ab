package io.entryguard.resources.function.deleteresource;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Permission;
import io.entryguard.resources.delete.DeleteCommand;
import io.entryguard.resources.delete.DeleteOutcome;
import io.entryguard.resources.delete.DeleteResource;
import io.entryguard.resources.http.ApiError;
import io.entryguard.resources.http.EntityTagConditions;
import io.entryguard.resources.http.HttpRequest;
import io.entryguard.resources.http.HttpResponse;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.http.RequestChecks;
import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.requestlog.OperationName;
import io.entryguard.resources.resource.Precondition;
import io.entryguard.resources.resource.ResourceId;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** {@code DELETE /resources/{id}}. */
public final class DeleteResourceOperation implements Operation {
  private final DeleteResource deleteResource;

  @Inject
  public DeleteResourceOperation(DeleteResource deleteResource) {
    this.deleteResource = requireNonNull(deleteResource, "deleteResource is null");
  }

  @Override
  public OperationName name() {
    return OperationName.DELETE;
  }

  @Override
  public Permission permission() {
    return Permission.DELETE_RESOURCES;
  }

  @Override
  public String activity() {
    return "Deleting resources";
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    return switch (deleteResource.delete(parse(request), request.deadline())) {
      case DeleteOutcome.Deleted() -> HttpResponse.empty(204, Map.of());
      case DeleteOutcome.Refused(Refusal refusal) -> HttpResponse.error(ApiError.of(refusal));
    };
  }

  private static DeleteCommand parse(HttpRequest request) {
    OrganizationId organization = request.requireCaller().organization();

    var errors = new ValidationErrors();
    Optional<ResourceId> id = RequestChecks.resourceId(request, errors);
    RequestChecks.refuseQueryParameters(request, errors);
    Precondition precondition = EntityTagConditions.ifMatch(request.headers(), errors);
    RequestChecks.refuseBody(request, errors);
    RequestChecks.requireValid(errors);

    return new DeleteCommand(organization, id.orElseThrow(), precondition);
  }
}
