package io.entryguard.resources.function.listresources;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Permission;
import io.entryguard.resources.http.ApiError;
import io.entryguard.resources.http.HttpRequest;
import io.entryguard.resources.http.HttpResponse;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.http.RequestChecks;
import io.entryguard.resources.json.ResourceListWriter;
import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.list.ListOutcome;
import io.entryguard.resources.list.ListResources;
import io.entryguard.resources.list.Page;
import io.entryguard.resources.list.PageOutcome;
import io.entryguard.resources.list.PageRequest;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.requestlog.OperationName;
import jakarta.inject.Inject;
import java.util.Map;

/** {@code GET /resources}, and {@code HEAD}. */
public final class ListResourcesOperation implements Operation {
  private final ListResources listResources;

  @Inject
  public ListResourcesOperation(ListResources listResources) {
    this.listResources = requireNonNull(listResources, "listResources is null");
  }

  @Override
  public OperationName name() {
    return OperationName.LIST;
  }

  @Override
  public Permission permission() {
    return Permission.READ_RESOURCES;
  }

  @Override
  public String activity() {
    return "Listing resources";
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    OrganizationId organization = request.requireCaller().organization();
    ListQuery query = parse(request);
    return query.isPaged()
        ? page(organization, query, request)
        : list(organization, query, request);
  }

  private static ListQuery parse(HttpRequest request) {
    if (request.queryParameters().isEmpty()) {
      return ListQuery.ALL;
    }
    var errors = new ValidationErrors();
    ListQuery query = ListQuery.read(request.queryParameters(), errors);
    RequestChecks.requireValid(errors);
    return query;
  }

  private HttpResponse list(OrganizationId organization, ListQuery query, HttpRequest request) {
    var body = new ListBody(request.headers());
    var list = new ResourceListWriter(body);
    ListOutcome outcome =
        listResources.list(
            organization,
            query.filter(),
            request.deadline(),
            resource -> {
              list.add(resource);
              return body.fits();
            });
    return switch (outcome) {
      case ListOutcome.Listed() -> {
        list.end();
        yield body.response();
      }
      case ListOutcome.Refused(Refusal refusal) -> HttpResponse.error(ApiError.of(refusal));
    };
  }

  private HttpResponse page(OrganizationId organization, ListQuery query, HttpRequest request) {
    var wanted =
        new PageRequest(
            organization,
            query.filter(),
            query.limit().orElse(PageRequest.DEFAULT_LIMIT),
            query.cursor());
    return switch (listResources.list(wanted, request.deadline())) {
      case PageOutcome.Listed(Page page) -> PageResponse.of(page, request, query);
      case PageOutcome.Refused(Refusal refusal) -> HttpResponse.error(ApiError.of(refusal));
      case PageOutcome.CursorRefused() ->
          HttpResponse.error(
              ApiError.validation(Map.of(ListQuery.CURSOR, ListQuery.NO_CURSOR_OF_OURS)));
    };
  }
}
