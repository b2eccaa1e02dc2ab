package io.entryguard.resources.function.createresource;

import io.entryguard.resources.http.CrossOrigin;
import io.entryguard.resources.lambda.AwsNetwork;
import io.entryguard.resources.lambda.CannedNetwork;
import io.entryguard.resources.lambda.ProxyPriming;
import io.entryguard.resources.lambda.ProxyRehearsal;
import io.entryguard.resources.lambda.StoreSettings;
import io.entryguard.resources.resource.ResourceLimits;
import java.util.Map;
import java.util.Optional;

/**
 * Creates before anybody asks: first where nothing is stored, then for an organization that is not
 * there and so gets nothing.
 */
final class CreateResourcePriming {
  /** By one handler. */
  private static final int CREATES = 20;

  private static final String CONTEXT =
      """
      {"Responses":{"priming":[
        {"pk":{"S":"ORG#%1$s"},"sk":{"S":"ORG"},"name":{"S":"Priming"},"tier":{"S":"FREE"},"status":{"S":"ACTIVE"},
         "maxResources":{"N":"5"},"resourceCount":{"N":"3"},"version":{"N":"1"}},
        {"pk":{"S":"ORG#%1$s"},"sk":{"S":"CREDENTIAL#%1$s"},"name":{"S":"Priming"},"provider":{"S":"AWS"},"version":{"N":"1"}}]},
       "UnprocessedKeys":{}}
      """
          .formatted(ProxyRehearsal.ORGANIZATION);

  private static final String BODY =
      """
      {"name":"Priming","credentialId":"%s","provider":"AWS","resourceType":"SECURITY_GROUP",
       "resourceIdentifier":"sg-0abc123def456","region":"eu-central-1","config":{"ports":[22,443],"protocol":"tcp"}}
      """
          .formatted(ProxyRehearsal.ORGANIZATION);

  private CreateResourcePriming() {}

  /**
   * @param handler the one that callers will meet
   * @param network the way that it reaches AWS
   */
  static Runnable of(CreateResourceHandler handler, AwsNetwork network) {
    return new ProxyPriming(handler, network, request(), CreateResourcePriming::rehearse);
  }

  /** All that a create does, but for the network. */
  static void rehearse(int times) {
    var network =
        CannedNetwork.answering(
            Map.of(
                "BatchGetItem",
                CONTEXT,
                "TransactWriteItems",
                "{}",
                "UpdateItem",
                ProxyRehearsal.COUNTED));
    for (int i = 0; i < times; i += CREATES) {
      // The first create of a handler reads what there is, and those after it know the credential.
      var rehearsed =
          new CreateResourceHandler(
              new StoreSettings("priming", "eu-central-1", Optional.empty()),
              new ResourceLimits(3),
              ProxyRehearsal.SETTINGS,
              CrossOrigin.NONE,
              network);
      ProxyRehearsal.create().run(rehearsed, request(), CREATES, "\"statusCode\":201");
    }
  }

  private static String request() {
    return ProxyRehearsal.post("/v1/resources", "/v1/resources", BODY);
  }
}
