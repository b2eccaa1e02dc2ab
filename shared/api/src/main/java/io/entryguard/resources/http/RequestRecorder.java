package io.entryguard.resources.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.time.Instant;

/** Keeps what became of each request. */
public interface RequestRecorder {
  /** Records nothing. */
  RequestRecorder NONE = new Nowhere();

  /** A request begins, in this thread. */
  Instant begin();

  /**
   * The request that began then is answered.
   *
   * @param status of the answer
   */
  void end(
      Instant begin, APIGatewayProxyRequestEvent event, String requestId, Reply reply, int status);

  /** See {@link #NONE}. */
  final class Nowhere implements RequestRecorder {
    private Nowhere() {}

    @Override
    public Instant begin() {
      return Instant.EPOCH;
    }

    @Override
    public void end(
        Instant begin,
        APIGatewayProxyRequestEvent event,
        String requestId,
        Reply reply,
        int status) {
      // Nobody wants to know.
    }
  }
}
