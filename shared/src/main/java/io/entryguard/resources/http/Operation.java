package io.entryguard.resources.http;

import io.entryguard.resources.resource.TimeLeft;

/** One operation of the API: decodes the request, runs the use case, encodes the outcome. */
public sealed interface Operation
    permits CreateResourceOperation, ListResourcesOperation, UnmatchedRouteOperation {
  Reply answer(HttpRequest request, TimeLeft timeLeft);
}
