package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import io.entryguard.resources.access.CallerKind;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.requestlog.Metric;
import io.entryguard.resources.requestlog.OperationName;
import io.entryguard.resources.requestlog.RequestLine;
import io.entryguard.resources.requestlog.RequestLog;
import io.entryguard.resources.store.StoreCallCounter;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line of the log for each request. */
public final class LoggedRequests implements RequestRecorder {
  private final OperationName operation;
  private final RequestLog log;
  private final InstantSource clock;

  @Inject
  public LoggedRequests(OperationName operation, RequestLog log, InstantSource clock) {
    this.operation = requireNonNull(operation, "operation is null");
    this.log = requireNonNull(log, "log is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public Instant begin() {
    StoreCallCounter.begin();
    return clock.instant();
  }

  @Override
  public void end(
      Instant begin, APIGatewayProxyRequestEvent event, String requestId, Reply reply, int status) {
    Map<String, Object> caller = caller(event);
    Optional<OrganizationId> organization = CallerContext.organization(caller);
    Optional<CallerKind> kind = CallerContext.callerKind(caller);
    log.write(
        new RequestLine(
            operation,
            requestId,
            organization.isPresent() ? organization.get().toString() : null,
            kind.isPresent() ? kind.get().name() : null,
            outcome(reply),
            null,
            status,
            RequestLine.millis(begin, clock.instant()),
            StoreCallCounter.end(),
            metric(reply)));
  }

  private static Map<String, Object> caller(APIGatewayProxyRequestEvent event) {
    ProxyRequestContext context = event.getRequestContext();
    return context == null || context.getAuthorizer() == null ? Map.of() : context.getAuthorizer();
  }

  private static String outcome(Reply reply) {
    if (reply instanceof Reply.Failure(ApiError error)) {
      return error.code().name();
    }
    return isReplay(reply) ? "REPLAYED" : "OK";
  }

  private static boolean isReplay(Reply reply) {
    return reply instanceof Reply.Success success && success.headers().containsKey(Reply.REPLAYED);
  }

  private @Nullable Metric metric(Reply reply) {
    if (reply instanceof Reply.Failure(ApiError error)) {
      if (error.code() == ErrorCode.RATE_LIMIT_EXCEEDED) {
        return Metric.RATE_LIMITED;
      }
      return error.code() == ErrorCode.MAX_RESOURCES_REACHED ? Metric.LIMIT_REACHED : null;
    }
    if (operation != OperationName.CREATE) {
      return null;
    }
    return isReplay(reply) ? Metric.REPLAYED : Metric.CREATED;
  }
}
