package io.entryguard.resources.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.entryguard.resources.local.template.Route;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
  private static final RouteTable ROUTES =
      new RouteTable(
          List.of(
              new Route("ANY", "/{proxy+}", "other-path", false),
              new Route("ANY", "/v1/resources", "other-method", false),
              new Route("GET", "/v1/resources", "list", true),
              new Route("POST", "/v1/resources", "create", true),
              new Route("GET", "/v1/resources/{id}", "get", true),
              new Route("ANY", "/v1/resources/{id}", "other-method-of-one", false),
              new Route("GET", "/v1/resources/newest", "newest", true),
              new Route("POST", "/v1/resources/{id}/verify", "verify", true)));

  @ParameterizedTest
  @CsvSource({
    "GET,     /v1/resources,   list",
    "POST,    /v1/resources,   create",
    "DELETE,  /v1/resources,   other-method",
    "HEAD,    /v1/resources,   other-method",
    "OPTIONS, /v1/resources,   other-method",
    "GET,     /v1/resources/1, get",
    "GET,     /v1/resources/.., get",
    "GET,     /v1/resources/a%2Fb, get",
    "PATCH,   /v1/resources/1, other-method-of-one",
    "GET,     /v1/resources/newest, newest",
    "POST,    /v1/resources/1/verify, verify",
    "GET,     /v1/resources/,  other-path",
    "GET,     /v1/resources/1/, other-path",
    "POST,    /v1/resources//verify, other-path",
    "POST,    /v1/resources/1/verify/2, other-path",
    "GET,     /v2/resources/1, other-path",
    "GET,     /v1,             other-path",
    "POST,    /V1/RESOURCES,   other-path"
  })
  void matchesARequestToItsFunction(String method, String path, String function) {
    assertThat(ROUTES.match(method, path))
        .get()
        .extracting(match -> match.route().function())
        .isEqualTo(function);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /v2/resources/1,        proxy, v2/resources/1",
    "GET,  /v1/resources/1,        id,    1",
    "GET,  /v1/resources/a%2Fb,    id,    a%2Fb",
    "POST, /v1/resources/1/verify, id,    1"
  })
  void givesWhatStandsInTheBraces(String method, String path, String name, String value) {
    assertThat(ROUTES.match(method, path))
        .get()
        .extracting(RouteTable.Match::pathParameters)
        .isEqualTo(Map.of(name, value));
  }

  @ParameterizedTest
  @CsvSource({
    "TRACE, /v1/resources",
    "TRACE, /v1/resources/1",
    "GET, /v1/resources/1/verify",
    "BREW, /coffee",
    "GET, /"
  })
  void hasNoRouteForWhatApiGatewayHasNone(String method, String path) {
    assertThat(ROUTES.match(method, path)).isEmpty();
  }

  @Test
  void refusesPathsThatItWouldReadWrong() {
    List<Route> routes = List.of(new Route("GET", "/v1/resources/{id+}", "get", true));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RouteTable(routes))
        .withMessage("Paths like /v1/resources/{id+} are not understood.");
  }
}
