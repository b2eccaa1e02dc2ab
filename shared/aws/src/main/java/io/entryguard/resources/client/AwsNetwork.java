package io.entryguard.resources.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The real network: AWS with the function's own role, through the JDK's HTTP client
 * (docs/adr/0018-http-client.md).
 */
public final class AwsNetwork implements Network {
  /**
   * Connecting within a region takes milliseconds, so a connection that takes longer than a second
   * has failed.
   */
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(1);

  static {
    // The JDK reads each of these once, at first use.
    // Only the SDK, which counts attempts, may retry. By default the JDK also retries a POST itself
    // if a kept-alive connection fails.
    System.setProperty("sun.net.http.retryPost", "false");
    // Seconds that an idle connection is kept alive: 60 as in the SDK's other clients, by default
    // 5. A connection that DynamoDB has closed meanwhile costs an attempt.
    System.setProperty("http.keepAlive.time.server", "60");
    // An address resolved before the snapshot may be stale after it. A lookup is cheap compared
    // with the TLS handshake that follows it.
    Security.setProperty("networkaddress.cache.ttl", "0");
    // By default the JDK caches a failed lookup for 10 s, and every retry in that time fails too.
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  /** Our own context, because the sessions of the SDK's default one cannot be invalidated. */
  private final SSLContext tls = tls();

  /**
   * One factory for all connections: the JDK reuses a connection only for the same factory, and the
   * context returns a new factory for each call.
   */
  private final SSLSocketFactory sockets = tls.getSocketFactory();

  private final ScheduledExecutorService timeouts = TimeoutThread.start();

  private volatile boolean keepsConnections = true;

  @Override
  public SdkHttpClient http(Duration socketTimeout) {
    return http(uri -> open(uri, socketTimeout));
  }

  HttpURLConnection open(URI uri, Duration socketTimeout) {
    try {
      URLConnection connection = uri.toURL().openConnection();
      connection.setConnectTimeout(Math.toIntExact(CONNECTION_TIMEOUT.toMillis()));
      connection.setReadTimeout(Math.toIntExact(socketTimeout.toMillis()));
      if (connection instanceof HttpsURLConnection https) {
        https.setSSLSocketFactory(sockets);
      }
      return (HttpURLConnection) connection;
    } catch (IOException e) {
      throw new UncheckedIOException("no connection can be opened", e);
    }
  }

  SdkHttpClient http(Function<URI, HttpURLConnection> connections) {
    return new Client(UrlConnectionHttpClient.create(connections::apply));
  }

  private static SSLContext tls() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  @Override
  public ScheduledExecutorService timeouts() {
    return timeouts;
  }

  @Override
  public Optional<AwsCredentialsProvider> credentials() {
    return Optional.empty();
  }

  /** Returns the client; clients are not closed while the process lives. */
  @Override
  public <C extends SdkAutoCloseable> C register(C client) {
    return client;
  }

  /**
   * Runs the calls. Each is the last on its connection, and all TLS sessions are invalidated after
   * it, so that the next connection makes a full handshake. In a snapshot, connections and sessions
   * would be stale, and shared by all copies.
   */
  public void closeAfter(Runnable calls) {
    keepsConnections = false;
    try {
      calls.run();
    } finally {
      keepsConnections = true;
    }
  }

  /** The TLS sessions that a later connection may resume. */
  List<SSLSession> sessions() {
    SSLSessionContext sessions = tls.getClientSessionContext();
    return Collections.list(sessions.getIds()).stream()
        .map(sessions::getSession)
        .filter(Objects::nonNull)
        .toList();
  }

  private final class Client implements SdkHttpClient {
    private final SdkHttpClient http;

    Client(SdkHttpClient http) {
      this.http = http;
    }

    /**
     * Removes Content-Length, so that the SDK's client buffers the body and the JDK sets the header
     * itself, to the same value. For a streamed POST the JDK would block on the socket for a
     * millisecond before it reuses a connection (sun.net.www.http.HttpClient.available).
     */
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      SdkHttpRequest.Builder buffered =
          request.httpRequest().toBuilder().removeHeader("Content-Length");
      if (!keepsConnections) {
        buffered.putHeader("Connection", "close");
      }
      HttpExecuteRequest.Builder prepared = HttpExecuteRequest.builder().request(buffered.build());
      request.contentStreamProvider().ifPresent(prepared::contentStreamProvider);
      ExecutableHttpRequest executable = http.prepareRequest(prepared.build());
      return keepsConnections ? executable : new LastRequest(executable);
    }

    @Override
    public void close() {
      http.close();
    }
  }

  /**
   * A request after which its connection is closed and its TLS session invalidated. The JDK keeps a
   * connection unless the server, too, says that it closes it, and only ends it before its response
   * is closed. So the response is read here.
   */
  private final class LastRequest implements ExecutableHttpRequest {
    private final ExecutableHttpRequest request;

    LastRequest(ExecutableHttpRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      try {
        HttpExecuteResponse response = request.call();
        HttpExecuteResponse.Builder read =
            HttpExecuteResponse.builder().response(response.httpResponse());
        if (response.responseBody().isPresent()) {
          byte[] body = response.responseBody().get().readAllBytes();
          read.responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)));
        }
        return read.build();
      } finally {
        request.abort();
        sessions().forEach(SSLSession::invalidate);
      }
    }

    @Override
    public void abort() {
      request.abort();
    }
  }
}
