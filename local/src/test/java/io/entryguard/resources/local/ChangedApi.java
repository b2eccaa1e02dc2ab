package io.entryguard.resources.local;

import io.entryguard.resources.local.event.EventBus;
import io.entryguard.resources.local.event.PublishedEvents;
import io.entryguard.resources.local.function.Functions;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.gateway.GatewayServer;
import io.entryguard.resources.local.reference.Reference;
import io.entryguard.resources.local.template.FunctionDefinition;
import io.entryguard.resources.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** A second API on the same table, whose functions have other environment variables. */
final class ChangedApi implements AutoCloseable {
  private final LocalApiFixture api;
  private final GatewayServer server;
  private final String stage;

  private ChangedApi(LocalApiFixture api, GatewayServer server, String stage) {
    this.api = api;
    this.server = server;
    this.stage = stage;
  }

  /**
   * Starts the API.
   *
   * @param variables by function name, variables that override or complement the template's
   */
  static ChangedApi start(LocalApiFixture api, Map<String, Map<String, String>> variables)
      throws IOException {
    Template template = api.api().template();
    var functions =
        new Functions(
            api::load,
            template.functions().values().stream()
                .map(function ->
                    changed(function, variables.getOrDefault(function.name(), Map.of())))
                .toList());
    Supplier<String> ids = () -> UUID.randomUUID().toString();
    var clock = InstantSource.system();
    LoadedFunction provision = functions.get(template.events().function());
    GatewayServer server = GatewayServer.bind(0);
    server.start(
        template.api(),
        functions::get,
        new EventBus(template.events(), provision, clock, ids, (messageId, cause) -> {}),
        new PublishedEvents(clock, ids),
        new Reference(Map.of()),
        clock,
        ids,
        (requestId, cause) -> {});
    return new ChangedApi(api, server, template.api().stage());
  }

  static FunctionDefinition changed(FunctionDefinition function, Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(function.environment());
    environment.putAll(variables);
    return new FunctionDefinition(
        function.name(),
        function.zip(),
        function.handler(),
        function.timeout(),
        function.memoryMegabytes(),
        environment);
  }

  HttpRequest.Builder resources() {
    return resources("");
  }

  /**
   * @param query the query, including the question mark
   */
  HttpRequest.Builder resources(String query) {
    return HttpRequest.newBuilder(
        URI.create("http://localhost:%d/%s/v1/resources%s".formatted(server.port(), stage, query)));
  }

  HttpRequest.Builder events() {
    return HttpRequest.newBuilder(server.eventsUrl());
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return api.send(request);
  }

  @Override
  public void close() {
    server.stop();
  }
}
