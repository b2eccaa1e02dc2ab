package io.entryguard.resources.http;

/** Responds to a request: an operation, or a filter in front of one. */
@FunctionalInterface
public interface HttpHandler {
  HttpResponse handle(HttpRequest request);
}
