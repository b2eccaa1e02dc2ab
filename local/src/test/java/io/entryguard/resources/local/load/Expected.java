package io.entryguard.resources.local.load;

import java.util.List;

/**
 * An expected response.
 *
 * @param error the error's code; empty for a success
 */
record Expected(int status, String error) {
  static final List<Expected> OK = List.of(new Expected(200, ""));
  static final List<Expected> CREATED = List.of(new Expected(201, ""));
  static final List<Expected> DELETED = List.of(new Expected(204, ""));
  static final List<Expected> LIMIT_REACHED = of(400, "MAX_RESOURCES_REACHED");
  static final List<Expected> CREATED_OR_LIMIT_REACHED =
      List.of(CREATED.getFirst(), LIMIT_REACHED.getFirst());
  static final List<Expected> INVALID = of(400, "VALIDATION_ERROR");
  static final List<Expected> UNAUTHORIZED = of(401, "UNAUTHORIZED");
  static final List<Expected> FORBIDDEN = of(403, "FORBIDDEN");
  static final List<Expected> CREDENTIAL_NOT_FOUND = of(404, "CREDENTIAL_NOT_FOUND");
  static final List<Expected> RESOURCE_NOT_FOUND = of(404, "RESOURCE_NOT_FOUND");
  static final List<Expected> NOT_FOUND = of(404, "NOT_FOUND");
  static final List<Expected> METHOD_NOT_ALLOWED = of(405, "METHOD_NOT_ALLOWED");
  static final List<Expected> CHANGED = of(412, "PRECONDITION_FAILED");
  static final List<Expected> TOO_LARGE = of(413, "PAYLOAD_TOO_LARGE");
  static final List<Expected> UNSUPPORTED = of(415, "UNSUPPORTED_MEDIA_TYPE");
  static final List<Expected> KEY_REUSED = of(422, "IDEMPOTENCY_KEY_REUSED");

  private static List<Expected> of(int status, String error) {
    return List.of(new Expected(status, error));
  }

  @Override
  public String toString() {
    return error.isEmpty() ? Integer.toString(status) : status + " " + error;
  }
}
