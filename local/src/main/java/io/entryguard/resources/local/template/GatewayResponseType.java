package io.entryguard.resources.local.template;

/**
 * The types of responses that API Gateway sends itself.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">API
 *     Gateway's list</a>
 */
public enum GatewayResponseType {
  ACCESS_DENIED,
  API_CONFIGURATION_ERROR,
  AUTHORIZER_CONFIGURATION_ERROR,
  AUTHORIZER_FAILURE,
  BAD_REQUEST_BODY,
  BAD_REQUEST_PARAMETERS,
  DEFAULT_4XX,
  DEFAULT_5XX,
  EXPIRED_TOKEN,
  INTEGRATION_FAILURE,
  INTEGRATION_TIMEOUT,
  INVALID_API_KEY,
  INVALID_SIGNATURE,
  MISSING_AUTHENTICATION_TOKEN,
  QUOTA_EXCEEDED,
  REQUEST_TOO_LARGE,
  RESOURCE_NOT_FOUND,
  THROTTLED,
  UNAUTHORIZED,
  UNSUPPORTED_MEDIA_TYPE,
  WAF_FILTERED
}
