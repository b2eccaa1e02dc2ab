package io.entryguard.resources.requestlog;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log line of one request.
 *
 * @param organizationId null if the caller is not known
 * @param callerKind null if the caller is not known
 * @param outcome the error's code, or a word for the success
 * @param reason details of the outcome; null if there are none
 * @param status the response's status; 0 if there is no response yet
 * @param tries attempts of calls to the store
 * @param metrics the metrics that the request counts for
 */
public record RequestLine(
    OperationName operation,
    String requestId,
    @Nullable String organizationId,
    @Nullable String callerKind,
    String outcome,
    @Nullable String reason,
    int status,
    long durationMillis,
    int tries,
    List<Metric> metrics) {
  public RequestLine {
    requireNonNull(operation, "operation is null");
    requireNonNull(requestId, "requestId is null");
    requireNonNull(outcome, "outcome is null");
    metrics = List.copyOf(metrics);
  }

  /** The time from begin to end; 0 if the clock was set back in between. */
  public static long millis(Instant begin, Instant end) {
    return Math.max(0, Duration.between(begin, end).toMillis());
  }
}
