package io.entryguard.resources.client;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** How a function's clients reach AWS. */
public interface Network {
  /** An HTTP client for one service. */
  SdkHttpClient http(Duration connectionTimeout, Duration socketTimeout);

  /** Who signs requests; empty where the SDK finds out. */
  Optional<AwsCredentialsProvider> credentials();

  /**
   * Is told of every client that is made on this network, and closes it when it is closed itself.
   *
   * @return the client
   */
  <C extends SdkAutoCloseable> C register(C client);
}
