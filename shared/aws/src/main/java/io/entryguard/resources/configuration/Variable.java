package io.entryguard.resources.configuration;

/** Every environment variable that a function reads, under the name it has in template.yaml. */
public enum Variable {
  /** The one table. */
  TABLE_NAME,
  /** Where DynamoDB is, as a URL; empty on AWS, where the SDK knows. */
  DYNAMODB_ENDPOINT,
  /** How many resources the Free tier allows: a whole number from 0. */
  FREE_RESOURCE_LIMIT,
  /** How many requests an organization may send in a minute: a whole number, 0 for any. */
  REQUESTS_PER_MINUTE,
  /** Under which CloudWatch keeps what functions count. */
  METRICS_NAMESPACE,
  /** How often the queue hands a message on before it gives it up: its {@code maxReceiveCount}. */
  MAX_RECEIVE_COUNT,
  /** The secret that holds the keyring: its name or ARN. */
  KEYRING_SECRET_ID,
  /** Where Secrets Manager is, as a URL; empty on AWS, where the SDK knows. */
  SECRETS_MANAGER_ENDPOINT,
  /** The {@code iss} that a token must have. */
  TOKEN_ISSUER,
  /** The {@code aud} that a token must have, alone or among others. */
  TOKEN_AUDIENCE,
  /** The claim that names the organization. */
  TOKEN_ORGANIZATION_CLAIM,
  /** The claim that lists the user's roles. */
  TOKEN_ROLES_CLAIM,
  /** The bus that changes are announced on, by its name. */
  EVENT_BUS_NAME,
  /** Where EventBridge is, as a URL; empty on AWS, where the SDK knows. */
  EVENT_BRIDGE_ENDPOINT,
  /** The origin of the web page that browsers may call the API from; empty for none. */
  CORS_ORIGIN,
  /** Set by Lambda itself. */
  AWS_REGION
}
