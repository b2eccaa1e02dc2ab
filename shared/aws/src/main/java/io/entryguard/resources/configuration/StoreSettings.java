package io.entryguard.resources.configuration;

import java.net.URI;
import java.util.Optional;

/**
 * The settings of the DynamoDB table.
 *
 * @param endpoint DynamoDB's URL; empty on AWS, where the SDK knows it
 */
public record StoreSettings(String tableName, String region, Optional<URI> endpoint) {
  /** Reads TABLE_NAME, AWS_REGION and DYNAMODB_ENDPOINT. */
  public static StoreSettings from(Environment environment) {
    return new StoreSettings(
        environment.text(Variable.TABLE_NAME),
        environment.text(Variable.AWS_REGION),
        environment.endpoint(Variable.DYNAMODB_ENDPOINT));
  }
}
