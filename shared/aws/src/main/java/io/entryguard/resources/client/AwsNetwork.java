package io.entryguard.resources.client;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** AWS itself, with the function's own role. */
public final class AwsNetwork implements Network {
  /** A TLS handshake is much code as well, and each of these takes milliseconds. */
  private static final int CONNECTIONS = 50;

  private volatile boolean keepsConnections = true;

  @Override
  public SdkHttpClient http(Duration connectionTimeout, Duration socketTimeout) {
    return new Client(
        UrlConnectionHttpClient.builder()
            .connectionTimeout(connectionTimeout)
            .socketTimeout(socketTimeout)
            .build());
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
   * Makes a call again and again, connecting anew each time, and leaves no connection and no TLS
   * session: in a snapshot these would be dead, and the same in all its copies.
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

  /** Of the context that the JDK's HTTP client has. */
  private static void forgetTlsSessions() {
    try {
      SSLSessionContext sessions = SSLContext.getDefault().getClientSessionContext();
      for (byte[] id : Collections.list(sessions.getIds())) {
        SSLSession session = sessions.getSession(id);
        if (session != null) {
          session.invalidate();
        }
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  private final class Client implements SdkHttpClient {
    private final SdkHttpClient http;

    Client(SdkHttpClient http) {
      this.http = http;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return keepsConnections
          ? http.prepareRequest(request)
          : new LastRequest(http.prepareRequest(closing(request)));
    }

    private static HttpExecuteRequest closing(HttpExecuteRequest request) {
      HttpExecuteRequest.Builder closing =
          HttpExecuteRequest.builder()
              .request(request.httpRequest().toBuilder().putHeader("Connection", "close").build());
      request.contentStreamProvider().ifPresent(closing::contentStreamProvider);
      return closing.build();
    }

    @Override
    public void close() {
      http.close();
    }
  }

  /** The last of its connection. */
  private record LastRequest(ExecutableHttpRequest request) implements ExecutableHttpRequest {
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
