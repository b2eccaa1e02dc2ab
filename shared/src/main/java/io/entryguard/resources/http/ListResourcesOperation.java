package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.json.Problems;
import io.entryguard.resources.json.ResourceListWriter;
import io.entryguard.resources.resource.ListOutcome;
import io.entryguard.resources.resource.ListResources;
import io.entryguard.resources.resource.TimeLeft;
import jakarta.inject.Inject;
import java.util.Map;

/** {@code GET /resources}. */
public final class ListResourcesOperation implements Operation {
  private final ListResources listResources;

  @Inject
  public ListResourcesOperation(ListResources listResources) {
    this.listResources = requireNonNull(listResources, "listResources is null");
  }

  @Override
  public Reply answer(HttpRequest request, TimeLeft timeLeft) {
    return switch (decode(request)) {
      case Decoded.Rejected<Caller>(ApiError error) -> new Reply.Failure(error);
      case Decoded.Accepted<Caller>(Caller caller) -> list(caller.organization(), timeLeft);
    };
  }

  private static Decoded<Caller> decode(HttpRequest request) {
    return switch (RequestChecks.caller(request, Permission.READ_RESOURCES)) {
      case Decoded.Rejected<Caller> rejected -> rejected;
      case Decoded.Accepted<Caller> accepted -> {
        var problems = new Problems();
        RequestChecks.refuseQueryParameters(request, problems);
        yield problems.isEmpty()
            ? accepted
            : new Decoded.Rejected<>(ApiError.validation(problems.byMember()));
      }
    };
  }

  private Reply list(OrganizationId organization, TimeLeft timeLeft) {
    var list = new ResourceListWriter();

    return switch (listResources.list(organization, timeLeft, list::add)) {
      case ListOutcome.Listed() -> new Reply.Success(200, list.end(), Map.of());
      case ListOutcome.OrganizationInactive() -> new Reply.Failure(ApiError.organizationInactive());
    };
  }
}
