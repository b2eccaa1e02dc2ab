package io.entryguard.resources.local.gateway;

/** Takes what went wrong inside, which no client is told. */
@FunctionalInterface
public interface FailureLog {
  void failure(String requestId, Throwable cause);
}
