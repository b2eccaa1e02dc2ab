package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.refusal.ErrorCode;
import io.entryguard.resources.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Maps the exceptions of an operation to responses, and logs those that are the service's fault.
 */
public final class ErrorFilter implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorFilter.class);
  private static final String RETRY_AFTER_SECONDS = "1";

  private final HttpHandler next;

  public ErrorFilter(HttpHandler next) {
    this.next = requireNonNull(next, "next is null");
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    try {
      return next.handle(request);
    } catch (ApiException e) {
      return HttpResponse.error(e.error());
    } catch (StoreUnavailableException e) {
      line(request, e).log("The store is unavailable");
      return HttpResponse.error(
          ApiError.of(
                  ErrorCode.SERVICE_UNAVAILABLE,
                  "The service cannot answer now. Send the request again after the seconds in"
                      + " Retry-After.")
              .withHeader("Retry-After", RETRY_AFTER_SECONDS));
    } catch (RuntimeException e) {
      line(request, e).log("The request failed");
      return HttpResponse.error(
          ApiError.of(
              ErrorCode.INTERNAL_ERROR,
              "The service failed. If it happens again, report it with the X-Request-Id of this"
                  + " answer."));
    }
  }

  private static LoggingEventBuilder line(HttpRequest request, RuntimeException cause) {
    LoggingEventBuilder line =
        LOG.atError().setCause(cause).addKeyValue("requestId", request.requestId());
    return request.caller().isEmpty()
        ? line
        : line.addKeyValue("organizationId", request.caller().get().organization().toString());
  }
}
