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
 * DynamoDB Local in this process, in memory. Its own server would listen on every address of the
 * machine and report its use; this one does neither.
 */
public final class EmbeddedDynamoDb {
  /** A logger that is not held loses its level. */
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

  /** Takes a free port; nothing answers before {@link #start}. */
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
    // One acceptor and two selectors: the callers are a handful of functions.
    var connector = new ServerConnector(server, 1, 2);
    connector.setHost(address.getHostAddress());
    connector.setPort(port);
    connector.open();
    server.addConnector(connector);
    return connector;
  }

  /** Starts to answer. */
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
