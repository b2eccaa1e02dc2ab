package io.entryguard.resources.local.gateway;

import io.entryguard.resources.local.reference.Reference;
import java.util.Map;
import java.util.Optional;

/** Serves the API reference to browsers, beside the API and so without a need for CORS. */
final class ReferenceEndpoint {
  /** Nothing of another host, no script but the page's own, and no other site around it. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy", CONTENT_SECURITY_POLICY,
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Referrer-Policy", "no-referrer");

  private final Reference reference;

  ReferenceEndpoint(Reference reference) {
    this.reference = reference;
  }

  /** Empty for a path that is not the reference's. */
  Optional<GatewayAnswer> answer(GatewayRequest request) {
    return reference.page(request.path()).map(page -> answer(request, page));
  }

  private static GatewayAnswer answer(GatewayRequest request, Reference.Page page) {
    return switch (request.method()) {
      case "GET", "HEAD" ->
          GatewayAnswer.own(request, 200, page.contentType(), page.content(), HEADERS);
      default ->
          GatewayAnswer.error(
              request,
              405,
              "METHOD_NOT_ALLOWED",
              "The API reference is for reading only.",
              Map.of("Allow", "GET, HEAD"));
    };
  }
}
