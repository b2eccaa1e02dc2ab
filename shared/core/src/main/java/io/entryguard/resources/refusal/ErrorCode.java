package io.entryguard.resources.refusal;

/**
 * Every error that a function responds with, and the HTTP status that it has; API Gateway adds its
 * own in template.yaml. Its name is {@code error} in the body.
 */
public enum ErrorCode {
  VALIDATION_ERROR(400),
  MAX_RESOURCES_REACHED(400),
  RESOURCE_IN_USE(400),
  VERIFICATION_FAILED(400),
  FORBIDDEN(403),
  CREDENTIAL_NOT_FOUND(404),
  RESOURCE_NOT_FOUND(404),
  NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  PRECONDITION_FAILED(412),
  PAYLOAD_TOO_LARGE(413),
  UNSUPPORTED_MEDIA_TYPE(415),
  IDEMPOTENCY_KEY_REUSED(422),
  RATE_LIMIT_EXCEEDED(429),
  INTERNAL_ERROR(500),
  SERVICE_UNAVAILABLE(503);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }
}
