package io.entryguard.resources.local.template;

/**
 * A route of the API.
 *
 * @param method an HTTP method, or {@code ANY}
 * @param resource the path in API Gateway's notation: {@code /v1/resources}, {@code /{proxy+}}
 * @param function the function's logical name
 * @param authorized whether the authorizer is called first
 */
public record Route(String method, String resource, String function, boolean authorized) {}
