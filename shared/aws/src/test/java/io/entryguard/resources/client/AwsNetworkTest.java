package io.entryguard.resources.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

final class AwsNetworkTest {
  private static final int CONNECTIONS = 20;

  private final List<String> connectionHeaders = new CopyOnWriteArrayList<>();
  private final List<InetSocketAddress> callers = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            connectionHeaders.add(exchange.getRequestHeaders().getFirst("Connection"));
            callers.add(exchange.getRemoteAddress());
            respond(exchange);
          }
        });
    server.start();
  }

  private static void respond(HttpExchange exchange) throws IOException {
    byte[] body = "{}".getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void keepsItsConnections() throws IOException {
    SdkHttpClient http = client(new AwsNetwork());

    call(http);
    call(http);

    assertThat(connectionHeaders).containsExactly("keep-alive", "keep-alive");
    assertThat(callers.get(1)).isEqualTo(callers.get(0));
  }

  /** Over TLS, the JDK uses a connection again only for the very socket factory that made it. */
  @Test
  void opensConnectionsWithOneSocketFactory() {
    var network = new AwsNetwork();

    assertThat(socketFactory(network)).isSameAs(socketFactory(network));
  }

  private static SSLSocketFactory socketFactory(AwsNetwork network) {
    URI uri = URI.create("https://localhost");
    var connection = (HttpsURLConnection) network.open(uri, Duration.ofSeconds(1));
    return connection.getSSLSocketFactory();
  }

  /**
   * The server closes each connection and does not say so. The JDK would keep the last one, and a
   * POST over it would fail.
   */
  @Test
  void leavesNoConnectionOfThoseThatASnapshotWouldHold() throws IOException {
    var network = new AwsNetwork();
    SdkHttpClient http = client(network);

    for (int i = 0; i < CONNECTIONS; i++) {
      call(http);
      network.closeAfter(() -> call(http));
    }
    call(http);

    assertThat(connectionHeaders).hasSize(2 * CONNECTIONS + 1).endsWith("close", "keep-alive");
    assertThat(connectionHeaders).filteredOn("close"::equals).hasSize(CONNECTIONS);
    // The system may give the port of a closed connection to another one.
    assertThat(Set.copyOf(callers)).hasSizeBetween(CONNECTIONS / 2, CONNECTIONS + 1);
  }

  /** A session or a thread in the snapshot would be in every function that starts from it. */
  @Test
  void leavesNoTlsSessionAndNoThreadOfThoseThatASnapshotWouldHold(@TempDir Path folder)
      throws Exception {
    SSLContext certificate = trustedCertificate(folder);
    HttpsServer secured =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var requests = new AtomicInteger();
    secured.setHttpsConfigurator(new HttpsConfigurator(certificate));
    secured.createContext(
        "/",
        exchange -> {
          try (exchange) {
            requests.incrementAndGet();
            respond(exchange);
          }
        });
    secured.start();
    try {
      var network = new AwsNetwork();
      SdkHttpClient http = client(network);
      URI uri = URI.create("https://localhost:" + secured.getAddress().getPort());
      Set<Thread> before = Thread.getAllStackTraces().keySet();

      for (int i = 0; i < CONNECTIONS; i++) {
        // Without a session to resume, each handshake is a full one.
        assertThat(network.sessions()).isEmpty();
        call(http, uri);
        network.closeAfter(() -> call(http, uri));
      }

      assertThat(network.sessions()).isEmpty();
      assertThat(requests).hasValue(2 * CONNECTIONS);
      // The JDK's own timer ends some seconds after the last connection that is kept.
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> !thread.getName().equals("Keep-Alive-Timer"))
          .isSubsetOf(before);

      call(http, uri);

      // So the test sees sessions where there are some.
      assertThat(network.sessions()).isNotEmpty();
    } finally {
      secured.stop(0);
      System.clearProperty("javax.net.ssl.trustStore");
      System.clearProperty("javax.net.ssl.trustStorePassword");
    }
  }

  /** Makes a certificate for localhost, and has the JDK trust it. */
  private static SSLContext trustedCertificate(Path folder) throws Exception {
    Path store = folder.resolve("keys.p12");
    String password = "changeit";
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process running =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "localhost",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                password,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(running.getInputStream().readAllBytes(), UTF_8);
    assertThat(running.waitFor()).as(printed).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
    var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, password.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), null, null);
    System.setProperty("javax.net.ssl.trustStore", store.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", password);
    return context;
  }

  /**
   * A request that streams waits a millisecond before its kept connection is used again: see {@link
   * AwsNetwork}.
   */
  @Test
  void sendsABodyWithoutStreamingIt() {
    List<Boolean> streamed = new ArrayList<>();
    SdkHttpClient http = new AwsNetwork().http(uri -> new RecordingConnection(uri, streamed));

    call(http);

    assertThat(streamed).isEmpty();
  }

  @Test
  void leavesTriesToTheSdk() {
    client(new AwsNetwork());

    assertThat(System.getProperty("sun.net.http.retryPost")).isEqualTo("false");
    assertThat(System.getProperty("http.keepAlive.time.server")).isEqualTo("60");
    assertThat(Security.getProperty("networkaddress.cache.ttl")).isEqualTo("0");
    assertThat(Security.getProperty("networkaddress.cache.negative.ttl")).isEqualTo("0");
  }

  /** Answers 200 to everything, and records whether a body is streamed. */
  private static final class RecordingConnection extends HttpURLConnection {
    private final List<Boolean> streamed;

    RecordingConnection(URI uri, List<Boolean> streamed) {
      super(url(uri));
      this.streamed = streamed;
    }

    private static URL url(URI uri) {
      try {
        return uri.toURL();
      } catch (MalformedURLException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void setFixedLengthStreamingMode(long length) {
      streamed.add(true);
    }

    @Override
    public void setFixedLengthStreamingMode(int length) {
      streamed.add(true);
    }

    @Override
    public void setChunkedStreamingMode(int length) {
      streamed.add(true);
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public int getResponseCode() {
      return 200;
    }

    @Override
    public void connect() {
      connected = true;
    }

    @Override
    public void disconnect() {
      connected = false;
    }

    @Override
    public boolean usingProxy() {
      return false;
    }
  }

  private static SdkHttpClient client(AwsNetwork network) {
    return network.http(Duration.ofSeconds(5));
  }

  private void call(SdkHttpClient http) {
    call(http, URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
  }

  private static void call(SdkHttpClient http, URI uri) {
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(uri)
            .putHeader("Content-Length", "2")
            .build();
    try {
      HttpExecuteResponse response =
          http.prepareRequest(
                  HttpExecuteRequest.builder()
                      .request(request)
                      .contentStreamProvider(ContentStreamProvider.fromUtf8String("{}"))
                      .build())
              .call();
      try (InputStream body =
          response
              .responseBody()
              .map(InputStream.class::cast)
              .orElse(InputStream.nullInputStream())) {
        body.readAllBytes();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
