package io.entryguard.resources.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

/**
 * A TLS proxy for a service, whose connections can be killed, like those of a restored snapshot.
 */
final class TlsProxy implements AutoCloseable {
  private final URI service;
  private final SSLContext tls;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /**
   * Starts a proxy for the service.
   *
   * @param keys the PKCS #12 file with localhost's keys
   */
  TlsProxy(URI service, Path keys) throws IOException {
    this.service = service;
    tls = context(keys);
    server =
        tls.getServerSocketFactory().createServerSocket(0, 64, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("tls-proxy").start(this::accept);
  }

  private static SSLContext context(Path file) throws IOException {
    // The password of the stores that bench/run creates and of the JDK's own.
    char[] password = "changeit".toCharArray();
    try (InputStream input = Files.newInputStream(file)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(input, password);
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The proxy's URL. */
  String endpoint() {
    return "https://localhost:" + server.getLocalPort();
  }

  /** Closes every connection abruptly and invalidates all TLS sessions. */
  void killConnections() throws IOException {
    SSLSessionContext sessions = tls.getServerSessionContext();
    for (byte[] id : Collections.list(sessions.getIds())) {
      SSLSession session = sessions.getSession(id);
      if (session != null) {
        session.invalidate();
      }
    }
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Thread.ofPlatform().daemon().start(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client;
        var there = new Socket(service.getHost(), service.getPort())) {
      open.add(client);
      client.setTcpNoDelay(true);
      there.setTcpNoDelay(true);
      Thread.ofPlatform().daemon().start(() -> copy(there, client));
      copy(client, there);
    } catch (IOException e) {
      // The client has gone.
    } finally {
      open.remove(client);
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      // Forwards available bytes at once.
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One side has closed, so the other is closed too.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    killConnections();
  }
}
