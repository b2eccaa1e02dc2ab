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
              new Route("POST", "/v1/resources", "create", true)));

  @ParameterizedTest
  @CsvSource({
    "GET,     /v1/resources,   list",
    "POST,    /v1/resources,   create",
    "DELETE,  /v1/resources,   other-method",
    "HEAD,    /v1/resources,   other-method",
    "OPTIONS, /v1/resources,   other-method",
    "GET,     /v1/resources/1, other-path",
    "GET,     /v1,             other-path",
    "POST,    /V1/RESOURCES,   other-path"
  })
  void matchesARequestToItsFunction(String method, String path, String function) {
    assertThat(ROUTES.match(method, path))
        .get()
        .extracting(match -> match.route().function())
        .isEqualTo(function);
  }

  @Test
  void returnsPathParameters() {
    assertThat(ROUTES.match("GET", "/v1/resources/1"))
        .get()
        .extracting(RouteTable.Match::pathParameters)
        .isEqualTo(Map.of("proxy", "v1/resources/1"));
  }

  @ParameterizedTest
  @CsvSource({"TRACE, /v1/resources", "BREW, /coffee", "GET, /"})
  void returnsNoRouteForUnknownPaths(String method, String path) {
    assertThat(ROUTES.match(method, path)).isEmpty();
  }

  @Test
  void rejectsUnsupportedPaths() {
    List<Route> routes = List.of(new Route("GET", "/v1/resources/{id}", "get", true));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RouteTable(routes))
        .withMessage("Paths like /v1/resources/{id} are not understood.");
  }
}
