package io.entryguard.resources.function.getresource;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Permission;
import io.entryguard.resources.get.GetOutcome;
import io.entryguard.resources.get.GetResource;
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
import io.entryguard.resources.resource.EntityTag;
import io.entryguard.resources.resource.ResourceId;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** {@code GET /resources/{id}}, and {@code HEAD}. */
public final class GetResourceOperation implements Operation {
  private final GetResource getResource;

  @Inject
  public GetResourceOperation(GetResource getResource) {
    this.getResource = requireNonNull(getResource, "getResource is null");
  }

  @Override
  public OperationName name() {
    return OperationName.GET;
  }

  @Override
  public Permission permission() {
    return Permission.READ_RESOURCES;
  }

  @Override
  public String activity() {
    return "Getting resources";
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    OrganizationId organization = request.requireCaller().organization();
    ResourceId id = parse(request);

    return switch (getResource.get(organization, id, request.deadline())) {
      case GetOutcome.Found(String text) -> render(text, request);
      case GetOutcome.Refused(Refusal refusal) -> HttpResponse.error(ApiError.of(refusal));
    };
  }

  private static ResourceId parse(HttpRequest request) {
    var errors = new ValidationErrors();
    Optional<ResourceId> id = RequestChecks.resourceId(request, errors);
    RequestChecks.refuseQueryParameters(request, errors);
    RequestChecks.requireValid(errors);

    return id.orElseThrow();
  }

  private static HttpResponse render(String text, HttpRequest request) {
    EntityTag tag = EntityTag.of(text);
    Map<String, String> headers = Map.of(HttpResponse.ETAG, tag.quoted());
    return EntityTagConditions.ifNoneMatchNames(request.headers(), tag)
        ? HttpResponse.empty(304, headers)
        : HttpResponse.json(200, text, headers);
  }
}
