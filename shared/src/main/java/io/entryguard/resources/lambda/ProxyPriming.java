package io.entryguard.resources.lambda;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.util.function.IntConsumer;

/**
 * Primes a function that API Gateway calls: by rehearsals over a network that answers from memory,
 * and then over the real one, by requests of an organization that is not there. So it connects and
 * finds credentials, and nothing is written.
 */
public final class ProxyPriming implements Runnable {
  /** A TLS handshake is much code as well, and each of these takes milliseconds. */
  private static final int CONNECTIONS = 50;

  private static final String ORGANIZATION_UNKNOWN = "\"statusCode\":403";

  private final RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> handler;
  private final AwsNetwork network;
  private final String request;
  private final IntConsumer rehearsal;

  /**
   * @param handler the one that callers will meet
   * @param network the way that it reaches AWS
   * @param request of the organization that is not there
   * @param rehearsal does all that a request needs, but for the network, so many times
   */
  public ProxyPriming(
      RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> handler,
      AwsNetwork network,
      String request,
      IntConsumer rehearsal) {
    this.handler = requireNonNull(handler, "handler is null");
    this.network = requireNonNull(network, "network is null");
    this.request = requireNonNull(request, "request is null");
    this.rehearsal = requireNonNull(rehearsal, "rehearsal is null");
  }

  @Override
  public void run() {
    rehearsal.accept(Rehearsal.TIMES);
    network.withoutKeepingConnections(
        () -> ProxyRehearsal.create().run(handler, request, CONNECTIONS, ORGANIZATION_UNKNOWN));
  }
}
