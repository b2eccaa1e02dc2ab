package io.entryguard.resources.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * AWS itself, with the function's own role, through the JDK's HTTP client
 * (docs/adr/0018-http-client.md).
 */
public final class AwsNetwork implements Network {
  /**
   * A TLS handshake is as much code as a request. After 50 of them, much of it is not compiled: the
   * first request after a restore then takes nearly twice as long.
   */
  static final int CONNECTIONS = 300;

  static {
    // All are read once, at the first use of what they are about.
    // The JDK would send a POST again by itself when its kept connection died: only the SDK, which
    // counts tries, may do that.
    System.setProperty("sun.net.http.retryPost", "false");
    // Seconds that an idle connection is kept, as by the SDK's other clients; by default it is 5.
    // A connection that DynamoDB closed meanwhile costs a try.
    System.setProperty("http.keepAlive.time.server", "60");
    // An address of before a snapshot may be gone after it. A lookup costs little beside the TLS
    // handshake of the connection that it is for.
    Security.setProperty("networkaddress.cache.ttl", "0");
  }

  /** One of our own: the sessions of the one that the SDK would make cannot be forgotten. */
  private final SSLContext tls = tls();

  /**
   * The JDK keeps a connection for the factory that made it; the context makes a new one a call.
   */
  private final SSLSocketFactory sockets = tls.getSocketFactory();

  private volatile boolean keepsConnections = true;

  @Override
  public SdkHttpClient http(Duration connectionTimeout, Duration socketTimeout) {
    return http(uri -> open(uri, connectionTimeout, socketTimeout));
  }

  HttpURLConnection open(URI uri, Duration connectionTimeout, Duration socketTimeout) {
    try {
      URLConnection connection = uri.toURL().openConnection();
      connection.setConnectTimeout(Math.toIntExact(connectionTimeout.toMillis()));
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
  public Optional<AwsCredentialsProvider> credentials() {
    return Optional.empty();
  }

  /** The clients of the process: they live as long as it does. */
  @Override
  public <C extends SdkAutoCloseable> C register(C client) {
    return client;
  }

  /**
   * Makes a call again and again, each time with a new connection and a full TLS handshake, and
   * leaves neither connection nor TLS session: in a snapshot these would be dead, and the same in
   * all its copies.
   */
  public void connectAnew(Runnable call) {
    keepsConnections = false;
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        call.run();
      }
    } finally {
      keepsConnections = true;
    }
  }

  private void forgetTlsSessions() {
    SSLSessionContext sessions = tls.getClientSessionContext();
    for (byte[] id : Collections.list(sessions.getIds())) {
      SSLSession session = sessions.getSession(id);
      if (session != null) {
        session.invalidate();
      }
    }
  }

  private final class Client implements SdkHttpClient {
    private final SdkHttpClient http;

    Client(SdkHttpClient http) {
      this.http = http;
    }

    /**
     * Without Content-Length the SDK's client does not stream the body, and the JDK sets the header
     * itself, to the same value. Before it reuses a connection for a POST that streams, it would
     * read from the socket for a millisecond (sun.net.www.http.HttpClient.available).
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

  /** The last of its connection. */
  private final class LastRequest implements ExecutableHttpRequest {
    private final ExecutableHttpRequest request;

    LastRequest(ExecutableHttpRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      try {
        return request.call();
      } finally {
        forgetTlsSessions();
      }
    }

    @Override
    public void abort() {
      request.abort();
    }
  }
}
