package io.entryguard.resources.local.gateway;

import io.entryguard.resources.local.reference.Reference;
import java.util.Map;
import java.util.Optional;

/** Serves the API reference from the API's own origin, so that it needs no CORS. */
final class ReferenceEndpoint {
  /** Allows no other hosts, no inline scripts and no framing. */
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

  /** Responds with a page; empty if the path is not one of the reference's. */
  Optional<GatewayHttpResponse> respond(GatewayRequest request) {
    return reference.page(request.path()).map(page -> respond(request, page));
  }

  private static GatewayHttpResponse respond(GatewayRequest request, Reference.Page page) {
    return switch (request.method()) {
      case "GET", "HEAD" ->
          GatewayHttpResponse.own(request, 200, page.contentType(), page.content(), HEADERS);
      default ->
          GatewayHttpResponse.error(
              request,
              405,
              "METHOD_NOT_ALLOWED",
              "The API reference is for reading only.",
              Map.of("Allow", "GET, HEAD"));
    };
  }
}
