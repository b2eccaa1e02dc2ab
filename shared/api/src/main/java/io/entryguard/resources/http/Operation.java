package io.entryguard.resources.http;

import io.entryguard.resources.access.Permission;
import io.entryguard.resources.requestlog.OperationName;

/** One operation of the API: parses the request, runs the use case, renders the outcome. */
public interface Operation extends HttpHandler {
  OperationName name();

  /** What its callers need; whoever lacks it never reaches the operation. */
  Permission permission();
}
