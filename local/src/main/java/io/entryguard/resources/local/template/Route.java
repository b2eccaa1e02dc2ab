package io.entryguard.resources.local.template;

/**
 * Which function answers what.
 *
 * @param method an HTTP method, or {@code ANY}
 * @param resource a path as API Gateway writes it: {@code /v1/resources}, {@code /{proxy+}}
 * @param function the function's logical name
 * @param authorized whether the authorizer is asked first
 */
public record Route(String method, String resource, String function, boolean authorized) {}
