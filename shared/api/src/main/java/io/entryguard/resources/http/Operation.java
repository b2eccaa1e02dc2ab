package io.entryguard.resources.http;

import io.entryguard.resources.access.Permission;
import io.entryguard.resources.requestlog.OperationName;

/** One operation of the API: parses the request, runs the use case, renders the outcome. */
public interface Operation extends HttpHandler {
  OperationName name();

  /** The permission that a caller must have. Requests without it do not reach the operation. */
  Permission permission();

  /** The start of a sentence that says what needs the permission, such as "Creating resources". */
  String activity();
}
