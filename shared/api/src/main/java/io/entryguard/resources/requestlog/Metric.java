package io.entryguard.resources.requestlog;

/** The metrics of requests. Each has one dimension, which is a field of the log line. */
public enum Metric {
  /** Resources that were created. */
  CREATED("Created", RequestField.OPERATION),
  /** Creates that got the response of an earlier create with the same idempotency key. */
  REPLAYED("Replayed", RequestField.OPERATION),
  /** Creates beyond the organization's limit of resources. */
  LIMIT_REACHED("LimitReached", RequestField.OPERATION),
  /** Requests beyond the organization's rate limit. */
  RATE_LIMITED("RateLimited", RequestField.OPERATION),
  /** Requests that passed the rate limit uncounted, because a lease failed or took too long. */
  RATE_LIMIT_SKIPPED("RateLimitSkipped", RequestField.OPERATION),
  /** Requests that could not be authenticated. */
  AUTH_FAILURES("AuthFailures", RequestField.REASON);

  private final String key;
  private final RequestField dimension;

  Metric(String key, RequestField dimension) {
    this.key = key;
    this.dimension = dimension;
  }

  public String key() {
    return key;
  }

  public RequestField dimension() {
    return dimension;
  }
}
