package io.entryguard.resources.local.service;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * DynamoDB Local in this process, in memory. Unlike its own server, it does not listen on every
 * address and sends no usage data.
 */
public final class EmbeddedDynamoDb {
  /** A strong reference, because a garbage-collected logger loses its level. */
  private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

  static {
    SQLITE.setLevel(Level.WARNING);
  }

  private final Server server;
  private final int port;

  private EmbeddedDynamoDb(Server server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Binds a free port; connections wait until {@link #start}. */
  public static EmbeddedDynamoDb bind() throws IOException {
    var server = new Server();
    ServerConnector connector = listenOn(server, Addresses.loopback(), 0);
    int port = connector.getLocalPort();
    var bridge = Addresses.containerBridge();
    if (bridge.isPresent()) {
      listenOn(server, bridge.get(), port);
    }
    return new EmbeddedDynamoDb(server, port);
  }

  private static ServerConnector listenOn(Server server, InetAddress address, int port)
      throws IOException {
    // One acceptor and two selectors suffice for a handful of functions.
    var connector = new ServerConnector(server, 1, 2);
    connector.setHost(address.getHostAddress());
    connector.setPort(port);
    connector.open();
    server.addConnector(connector);
    return connector;
  }

  /** Starts serving. */
  public void start() {
    try {
      server.setHandler(
          new LocalDynamoDBServerHandler(
              new LocalDynamoDBRequestHandler(0, true, null, true, false), null));
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not start", e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }
}
