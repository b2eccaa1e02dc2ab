package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

/**
 * A service behind TLS, as all of AWS is; and one whose connections can be made to die, as those of
 * a snapshot have when it is restored.
 */
final class TlsProxy implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  private final ServerSocket server;
  private final SSLSessionContext sessions;
  private final URI service;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private TlsProxy(ServerSocket server, SSLSessionContext sessions, URI service) {
    this.server = server;
    this.sessions = sessions;
    this.service = service;
  }

  /** Stands before the service. */
  static TlsProxy before(URI service, Certificate certificate) throws IOException {
    SSLContext context = certificate.context();
    ServerSocket server =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 64, InetAddress.getLoopbackAddress());
    var proxy = new TlsProxy(server, context.getServerSessionContext(), service);
    Thread.ofPlatform().daemon().name("tls-proxy").start(proxy::accept);
    return proxy;
  }

  /** The service's address with TLS. */
  String endpoint() {
    return "https://localhost:" + server.getLocalPort();
  }

  /** Ends every connection there is, without a word, and knows no session any more. */
  void killConnections() {
    for (byte[] id : Collections.list(sessions.getIds())) {
      SSLSession session = sessions.getSession(id);
      if (session != null) {
        session.invalidate();
      }
    }
    for (Socket socket : open) {
      close(socket);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Thread.ofPlatform().daemon().start(() -> serve(client));
      }
    } catch (SocketException e) {
      // Closed.
    } catch (IOException e) {
      throw new IllegalStateException(e);
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
      InputStream input = from.getInputStream();
      OutputStream output = to.getOutputStream();
      byte[] buffer = new byte[1 << 16];
      for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
        output.write(buffer, 0, length);
        output.flush();
      }
    } catch (IOException e) {
      // One of the two has gone, and so the other is closed.
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    killConnections();
  }

  /**
   * For localhost, of a run's own.
   *
   * @param trustStore the JDK's own, and this certificate: a function has as many to load on AWS
   */
  record Certificate(Path keyStore, Path trustStore) {
    /** Makes one, with the JDK's keytool. */
    static Certificate make(Machine machine) throws IOException {
      Path folder = Files.createTempDirectory(machine.workFolder(), "tls-");
      var certificate = new Certificate(folder.resolve("keys.p12"), folder.resolve("trusted.p12"));
      Path file = folder.resolve("certificate.pem");
      Path home = Path.of(System.getProperty("java.home"));
      Files.copy(home.resolve("lib/security/cacerts"), certificate.trustStore);
      keytool(
          home,
          List.of(
              "-genkeypair",
              "-alias",
              "bench",
              "-keyalg",
              "RSA",
              "-keysize",
              "2048",
              "-validity",
              "30",
              "-dname",
              "CN=localhost",
              "-ext",
              "SAN=dns:localhost,ip:127.0.0.1",
              "-storetype",
              "PKCS12",
              "-keystore",
              certificate.keyStore.toString()));
      keytool(
          home,
          List.of(
              "-exportcert",
              "-rfc",
              "-alias",
              "bench",
              "-file",
              file.toString(),
              "-keystore",
              certificate.keyStore.toString()));
      keytool(
          home,
          List.of(
              "-importcert",
              "-noprompt",
              "-alias",
              "bench",
              "-file",
              file.toString(),
              "-keystore",
              certificate.trustStore.toString()));
      return certificate;
    }

    /** What makes a Java machine trust it. */
    List<String> options() {
      return List.of("-Djavax.net.ssl.trustStore=" + trustStore);
    }

    private static void keytool(Path home, List<String> arguments) throws IOException {
      var command = new ArrayList<String>();
      command.add(home.resolve("bin/keytool").toString());
      command.addAll(arguments);
      command.addAll(List.of("-storepass", PASSWORD));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      try {
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
          throw new IOException("keytool failed: " + output);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }

    private SSLContext context() throws IOException {
      try (InputStream file = Files.newInputStream(keyStore)) {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(file, PASSWORD.toCharArray());
        KeyManagerFactory managers =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
