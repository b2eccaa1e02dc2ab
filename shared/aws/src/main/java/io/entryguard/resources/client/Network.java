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

  /** The credentials that sign requests; empty for the SDK's default. */
  Optional<AwsCredentialsProvider> credentials();

  /**
   * Registers a client of this network, which is closed together with the network.
   *
   * @return the client
   */
  <C extends SdkAutoCloseable> C register(C client);
}
