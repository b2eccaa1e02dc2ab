package io.entryguard.resources.local.gateway;

import io.entryguard.resources.local.reference.Reference;
import io.entryguard.resources.local.reference.ReferencePage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Serves the API reference to browsers, beside the API and so without a need for CORS. */
final class ReferenceEndpoint {
  /** Nothing of another host, no script but the page's own, and no other site around it. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Reference reference;

  ReferenceEndpoint(Reference reference) {
    this.reference = reference;
  }

  /** Empty for a path that is not the reference's. */
  Optional<GatewayAnswer> answer(GatewayRequest request) {
    return reference.page(request.path()).map(page -> answer(request, page));
  }

  private static GatewayAnswer answer(GatewayRequest request, ReferencePage page) {
    return switch (request.method()) {
      case "GET", "HEAD" -> new GatewayAnswer(200, headers(request, page), Body.of(page.content()));
      default ->
          JsonAnswer.methodNotAllowed(
              request, "The API reference is for reading only.", "GET, HEAD");
    };
  }

  private static Map<String, List<String>> headers(GatewayRequest request, ReferencePage page) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Content-Type", List.of(page.contentType()));
    headers.put("Content-Security-Policy", List.of(CONTENT_SECURITY_POLICY));
    headers.put("Cross-Origin-Opener-Policy", List.of("same-origin"));
    headers.put("Cross-Origin-Resource-Policy", List.of("same-origin"));
    headers.put("Referrer-Policy", List.of("no-referrer"));
    headers.put("X-Request-Id", List.of(request.id()));
    headers.put("Cache-Control", List.of("no-store"));
    headers.put("X-Content-Type-Options", List.of("nosniff"));
    return headers;
  }
}
