package io.entryguard.resources.requestlog;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told of one request.
 *
 * @param organizationId null where the caller is not known
 * @param callerKind null where the caller is not known
 * @param outcome what became of it: the error's code, if it was answered with one
 * @param reason null where the outcome says all
 * @param status of the answer; zero where there is none yet
 * @param tries calls of the store
 * @param metrics what the request counts for
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

  /** How long a request took; zero by a clock that was set back meanwhile, which says nothing. */
  public static long millis(Instant begin, Instant end) {
    return Math.max(0, Duration.between(begin, end).toMillis());
  }
}
