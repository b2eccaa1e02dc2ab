package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Caller;
import io.entryguard.resources.refusal.ErrorCode;
import io.entryguard.resources.requestlog.Metric;
import io.entryguard.resources.requestlog.OperationName;
import io.entryguard.resources.requestlog.RequestLine;
import io.entryguard.resources.requestlog.RequestLog;
import io.entryguard.resources.store.StoreCallCounter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes one log line for each request, with the metrics that it counts for. */
public final class RequestLogFilter implements HttpHandler {
  private final OperationName operation;
  private final HttpHandler next;
  private final RequestLog log;
  private final InstantSource clock;

  public RequestLogFilter(
      OperationName operation, HttpHandler next, RequestLog log, InstantSource clock) {
    this.operation = requireNonNull(operation, "operation is null");
    this.next = requireNonNull(next, "next is null");
    this.log = requireNonNull(log, "log is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    StoreCallCounter.begin();
    Instant begin = clock.instant();
    HttpResponse response = next.handle(request);
    Optional<Caller> caller = request.caller();
    log.write(
        new RequestLine(
            operation,
            request.requestId(),
            caller.isPresent() ? caller.get().organization().toString() : null,
            caller.isPresent() ? caller.get().kind().name() : null,
            outcome(response),
            null,
            response.status(),
            RequestLine.millis(begin, clock.instant()),
            StoreCallCounter.end(),
            metrics(response)));
    return response;
  }

  private static String outcome(HttpResponse response) {
    Optional<ErrorCode> error = response.errorCode();
    if (error.isPresent()) {
      return error.get().name();
    }
    return response.isReplay() ? "REPLAYED" : "OK";
  }

  private List<Metric> metrics(HttpResponse response) {
    List<Metric> metrics = new ArrayList<>();
    Metric outcome = metric(response);
    if (outcome != null) {
      metrics.add(outcome);
    }
    if (response.isUncounted()) {
      metrics.add(Metric.RATE_LIMIT_SKIPPED);
    }
    return metrics;
  }

  private @Nullable Metric metric(HttpResponse response) {
    Optional<ErrorCode> error = response.errorCode();
    if (error.isPresent()) {
      return switch (error.get()) {
        case RATE_LIMIT_EXCEEDED -> Metric.RATE_LIMITED;
        case MAX_RESOURCES_REACHED -> Metric.LIMIT_REACHED;
        case VALIDATION_ERROR,
            FORBIDDEN,
            CREDENTIAL_NOT_FOUND,
            RESOURCE_NOT_FOUND,
            RESOURCE_IN_USE,
            VERIFICATION_FAILED,
            PRECONDITION_FAILED,
            NOT_FOUND,
            METHOD_NOT_ALLOWED,
            PAYLOAD_TOO_LARGE,
            UNSUPPORTED_MEDIA_TYPE,
            IDEMPOTENCY_KEY_REUSED,
            INTERNAL_ERROR,
            SERVICE_UNAVAILABLE ->
            null;
      };
    }
    if (operation != OperationName.CREATE) {
      return null;
    }
    return response.isReplay() ? Metric.REPLAYED : Metric.CREATED;
  }
}
