package io.entryguard.resources.function.listresources;

import io.entryguard.resources.http.CrossOrigin;
import io.entryguard.resources.lambda.AwsNetwork;
import io.entryguard.resources.lambda.CannedNetwork;
import io.entryguard.resources.lambda.ProxyPriming;
import io.entryguard.resources.lambda.ProxyRehearsal;
import io.entryguard.resources.lambda.StoreSettings;
import java.util.Map;
import java.util.Optional;

/** Lists before anybody asks: resources that are made up, and then those of nobody. */
final class ListResourcesPriming {
  private static final String VERIFIED =
      """
      {"pk":{"S":"ORG#%1$s"},"sk":{"S":"RESOURCE#%1$s"},"name":{"S":"Priming"},"credentialId":{"S":"%1$s"},"provider":{"S":"AWS"},
       "resourceType":{"S":"SECURITY_GROUP"},"resourceIdentifier":{"S":"sg-0abc123def456"},"region":{"S":"eu-central-1"},
       "config":{"S":"{\\"port\\":443,\\"protocol\\":\\"tcp\\"}"},"isActive":{"BOOL":true},"lastVerifiedAt":{"S":"2026-02-18T11:00:00Z"},
       "createdAt":{"S":"2026-02-18T11:00:00Z"},"updatedAt":{"S":"2026-02-18T11:00:00Z"}}
      """
          .formatted(ProxyRehearsal.ORGANIZATION);

  private static final String CREATED =
      """
      {"pk":{"S":"ORG#%1$s"},"sk":{"S":"RESOURCE#%1$s"},"name":{"S":"Priming"},"credentialId":{"S":"%1$s"},"provider":{"S":"GCP"},
       "resourceType":{"S":"FIREWALL_RULE"},"resourceIdentifier":{"S":"priming"},"isActive":{"BOOL":false},
       "createdAt":{"S":"2026-02-18T11:00:00Z"},"updatedAt":{"S":"2026-02-18T11:00:00Z"}}
      """
          .formatted(ProxyRehearsal.ORGANIZATION);

  private static final String ITEMS =
      """
      {"Count":5,"ScannedCount":5,"Items":[
        {"pk":{"S":"ORG#%1$s"},"sk":{"S":"CREDENTIAL#%1$s"},"name":{"S":"Priming"},"provider":{"S":"AWS"},"version":{"N":"1"}},
        {"pk":{"S":"ORG#%1$s"},"sk":{"S":"ORG"},"name":{"S":"Priming"},"tier":{"S":"FREE"},"status":{"S":"ACTIVE"},
         "maxResources":{"N":"5"},"resourceCount":{"N":"3"},"version":{"N":"1"}},
        %2$s,%2$s,%3$s]}
      """
          .formatted(ProxyRehearsal.ORGANIZATION, VERIFIED, CREATED);

  private ListResourcesPriming() {}

  /**
   * @param handler the one that callers will meet
   * @param network the way that it reaches AWS
   */
  static Runnable of(ListResourcesHandler handler, AwsNetwork network) {
    return new ProxyPriming(handler, network, request(), ListResourcesPriming::rehearse);
  }

  /** All that a list does, but for the network. */
  static void rehearse(int times) {
    var network =
        CannedNetwork.answering(Map.of("Query", ITEMS, "UpdateItem", ProxyRehearsal.COUNTED));
    var rehearsed =
        new ListResourcesHandler(
            new StoreSettings("priming", "eu-central-1", Optional.empty()),
            ProxyRehearsal.SETTINGS,
            CrossOrigin.NONE,
            network);
    ProxyRehearsal.create().run(rehearsed, request(), times, "\"statusCode\":200");
  }

  private static String request() {
    return ProxyRehearsal.get("/v1/resources", "/v1/resources");
  }
}
