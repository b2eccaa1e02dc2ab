package io.entryguard.resources.function.listresources;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entryguard.resources.http.ApiError;
import io.entryguard.resources.http.HttpRequest;
import io.entryguard.resources.http.HttpResponse;
import io.entryguard.resources.http.ResponseEncoder;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.list.Cursor;
import io.entryguard.resources.list.Page;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.ResourceId;
import java.util.Map;
import java.util.Optional;

/** The response with a page: cut to Lambda's limit, with a link to the next page. */
final class PageResponse {
  private PageResponse() {}

  static HttpResponse of(Page page, HttpRequest request, ListQuery query) {
    var body = new StringBuilder("[");
    long length = 2;
    Optional<ResourceId> next = page.next();
    Optional<ResourceId> written = Optional.empty();
    for (NamedResource resource : page.resources()) {
      String json = ResourceWriter.write(resource);
      byte[] bytes = json.getBytes(UTF_8);
      length += 1 + ResponseEncoder.lengthAsJson(bytes, 0, bytes.length);
      if (written.isPresent() && length > ResponseEncoder.MAX_BODY_BYTES) {
        next = written;
        break;
      }
      body.append(written.isPresent() ? "," : "").append(json);
      written = Optional.of(resource.resource().id());
    }
    String array = body.append(']').toString();

    return next.isEmpty()
        ? HttpResponse.json(200, array, Map.of())
        : page.cursorAfter(next.get())
            .map(cursor -> linked(array, link(request, query, cursor)))
            .orElseGet(PageResponse::withoutKey);
  }

  private static HttpResponse linked(String body, String link) {
    return HttpResponse.json(200, body, Map.of("Link", link));
  }

  /**
   * The organization was last written before cursors existed and has no key to sign one, so its
   * next page could not be requested.
   */
  private static HttpResponse withoutKey() {
    return HttpResponse.error(
        ApiError.validation(
            "The list cannot be given in pages until something of the organization has been changed"
                + " once: see validationErrors.",
            Map.of("limit", "must be left out for now; without it the list is whole")));
  }

  /**
   * Builds the link (RFC 8288). No value needs escaping: they consist of letters, digits, hyphens
   * and underscores.
   */
  private static String link(HttpRequest request, ListQuery query, Cursor cursor) {
    var link = new StringBuilder("<").append(request.path()).append('?');
    query
        .filter()
        .provider()
        .ifPresent(provider -> append(link, ListQuery.PROVIDER, provider.name()));
    query.filter().type().ifPresent(type -> append(link, ListQuery.RESOURCE_TYPE, type.value()));
    query.limit().ifPresent(limit -> append(link, ListQuery.LIMIT, Integer.toString(limit)));
    link.append(ListQuery.CURSOR).append('=').append(cursor.text());
    return link.append(">; rel=\"next\"").toString();
  }

  private static void append(StringBuilder link, String name, String value) {
    link.append(name).append('=').append(value).append('&');
  }
}
