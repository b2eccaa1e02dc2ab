package io.entryguard.resources.configuration;

/** The environment variables that functions read, named as in template.yaml. */
public enum Variable {
  /** The name of the DynamoDB table. */
  TABLE_NAME,
  /** DynamoDB's URL; empty on AWS, where the SDK knows it. */
  DYNAMODB_ENDPOINT,
  /** The limit of resources on the Free tier: a whole number from 0. */
  FREE_RESOURCE_LIMIT,
  /** The rate limit of an organization, in requests per minute: a whole number, 0 for no limit. */
  REQUESTS_PER_MINUTE,
  /** The CloudWatch namespace of the metrics. */
  METRICS_NAMESPACE,
  /** The queue's {@code maxReceiveCount}: deliveries before a message is dead-lettered. */
  MAX_RECEIVE_COUNT,
  /** The name or ARN of the secret that holds the keyring. */
  KEYRING_SECRET_ID,
  /** Secrets Manager's URL; empty on AWS, where the SDK knows it. */
  SECRETS_MANAGER_ENDPOINT,
  /** The required {@code iss} of a token. */
  TOKEN_ISSUER,
  /** The required {@code aud} of a token, alone or among others. */
  TOKEN_AUDIENCE,
  /** The claim that names the organization. */
  TOKEN_ORGANIZATION_CLAIM,
  /** The claim that lists the user's roles. */
  TOKEN_ROLES_CLAIM,
  /** The name of the event bus to which changes are published. */
  EVENT_BUS_NAME,
  /** EventBridge's URL; empty on AWS, where the SDK knows it. */
  EVENT_BRIDGE_ENDPOINT,
  /** The web origin that may call the API from a browser; empty for none. */
  CORS_ORIGIN,
  /** Set by Lambda itself. */
  AWS_REGION
}
