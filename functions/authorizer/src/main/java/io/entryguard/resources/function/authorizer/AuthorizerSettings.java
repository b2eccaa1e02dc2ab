package io.entryguard.resources.function.authorizer;

import io.entryguard.resources.configuration.Environment;
import io.entryguard.resources.configuration.StoreSettings;
import io.entryguard.resources.configuration.Variable;
import io.entryguard.resources.function.authorizer.keyring.KeyringSettings;
import io.entryguard.resources.function.authorizer.token.TokenProfile;
import io.entryguard.resources.requestlog.MetricNamespace;

/** The configuration of this function. */
record AuthorizerSettings(
    StoreSettings store, KeyringSettings keyring, TokenProfile tokens, MetricNamespace metrics) {
  static AuthorizerSettings from(Environment environment) {
    StoreSettings store = StoreSettings.from(environment);
    return new AuthorizerSettings(
        store,
        KeyringSettings.from(environment, store.region()),
        new TokenProfile(
            environment.text(Variable.TOKEN_ISSUER),
            environment.text(Variable.TOKEN_AUDIENCE),
            environment.text(Variable.TOKEN_ORGANIZATION_CLAIM),
            environment.text(Variable.TOKEN_ROLES_CLAIM)),
        new MetricNamespace(environment.text(Variable.METRICS_NAMESPACE)));
  }
}
