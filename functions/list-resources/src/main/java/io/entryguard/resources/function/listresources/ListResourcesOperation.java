package io.entryguard.resources.function.listresources;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.http.ApiError;
import io.entryguard.resources.http.Decoded;
import io.entryguard.resources.http.HttpRequest;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.http.Reply;
import io.entryguard.resources.http.RequestChecks;
import io.entryguard.resources.json.ResourceListWriter;
import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.list.ListOutcome;
import io.entryguard.resources.list.ListResources;
import io.entryguard.resources.list.PageOutcome;
import io.entryguard.resources.list.PageRequest;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.store.Deadline;
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
  public Reply answer(HttpRequest request, Deadline timeLeft) {
    return switch (decode(request)) {
      case Decoded.Rejected<Command>(ApiError error) -> new Reply.Failure(error);
      case Decoded.Accepted<Command>(Command(OrganizationId organization, ListQuery query)) ->
          query.isPaged()
              ? page(organization, query, request, timeLeft)
              : list(organization, query, request, timeLeft);
    };
  }

  private record Command(OrganizationId organization, ListQuery query) {}

  private static Decoded<Command> decode(HttpRequest request) {
    return switch (RequestChecks.caller(request, Permission.READ_RESOURCES)) {
      case Decoded.Rejected<Caller>(ApiError error) -> new Decoded.Rejected<>(error);
      case Decoded.Accepted<Caller>(Caller caller) -> {
        var problems = new ValidationErrors();
        ListQuery query =
            request.queryParameters().isEmpty()
                ? ListQuery.ALL
                : ListQuery.read(request.queryParameters(), problems);
        yield problems.isEmpty()
            ? new Decoded.Accepted<>(new Command(caller.organization(), query))
            : new Decoded.Rejected<>(ApiError.validation(problems.byMember()));
      }
    };
  }

  private Reply list(
      OrganizationId organization, ListQuery query, HttpRequest request, Deadline timeLeft) {
    var body = new ListBody(request.headers());
    var list = new ResourceListWriter(body);
    ListOutcome outcome =
        listResources.list(
            organization,
            query.filter(),
            timeLeft,
            resource -> {
              list.add(resource);
              return body.fits();
            });

    return switch (outcome) {
      case ListOutcome.Listed() -> {
        list.end();
        yield body.reply();
      }
      case ListOutcome.OrganizationInactive() -> new Reply.Failure(ApiError.organizationInactive());
    };
  }

  private Reply page(
      OrganizationId organization, ListQuery query, HttpRequest request, Deadline timeLeft) {
    var wanted =
        new PageRequest(
            organization,
            query.filter(),
            query.limit().orElse(PageRequest.DEFAULT_LIMIT),
            query.cursor());

    return switch (listResources.list(wanted, timeLeft)) {
      case PageOutcome.Listed(var page) -> PageReply.of(page, request, query);
      case PageOutcome.OrganizationInactive() -> new Reply.Failure(ApiError.organizationInactive());
      case PageOutcome.CursorRefused() ->
          new Reply.Failure(
              ApiError.validation(Map.of(ListQuery.CURSOR, ListQuery.NO_CURSOR_OF_OURS)));
    };
  }
}
