package io.entryguard.resources.lambda;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/** How a function's clients reach AWS. */
public interface Network {
  /** A client of its own for one service. */
  SdkHttpClient http(Duration connectionTimeout, Duration socketTimeout);

  /** Whether what is called is there, and keeps what it is told. */
  boolean isReal();

  /** Who signs requests; empty where the SDK finds out. */
  Optional<AwsCredentialsProvider> credentials();
}
