package io.entryguard.resources.http;

import io.entryguard.resources.store.Deadline;

/** One operation of the API: decodes the request, runs the use case, encodes the outcome. */
public interface Operation {
  Reply answer(HttpRequest request, Deadline timeLeft);
}
