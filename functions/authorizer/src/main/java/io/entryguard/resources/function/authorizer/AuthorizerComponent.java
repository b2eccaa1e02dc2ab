package io.entryguard.resources.function.authorizer;

import dagger.Binds;
import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.entryguard.resources.access.ApiKeyStore;
import io.entryguard.resources.access.TokenVerifier;
import io.entryguard.resources.dynamodb.DynamoDbApiKeyStore;
import io.entryguard.resources.jwt.JwtTokenVerifier;
import io.entryguard.resources.jwt.KeyringSource;
import io.entryguard.resources.jwt.RefreshingKeyring;
import io.entryguard.resources.lambda.KeyringSettings;
import io.entryguard.resources.lambda.Network;
import io.entryguard.resources.lambda.RuntimeModule;
import io.entryguard.resources.lambda.SecretsManagerModule;
import io.entryguard.resources.lambda.StoreModule;
import io.entryguard.resources.lambda.StoreSettings;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.log.RequestLog;
import jakarta.inject.Singleton;
import java.time.InstantSource;

@Singleton
@Component(
    modules = {
      RuntimeModule.class,
      StoreModule.class,
      SecretsManagerModule.class,
      AuthorizerComponent.Credentials.class
    })
interface AuthorizerComponent {
  Authorizer authorizer();

  RefreshingKeyring keyring();

  ApiKeyStore apiKeys();

  @Component.Factory
  interface Factory {
    AuthorizerComponent create(
        @BindsInstance AuthorizerSettings settings, @BindsInstance Network network);
  }

  @Module
  interface Credentials {
    @Binds
    ApiKeyStore apiKeyStore(DynamoDbApiKeyStore store);

    @Provides
    static StoreSettings storeSettings(AuthorizerSettings settings) {
      return settings.store();
    }

    @Provides
    static RequestLog requestLog(Log log, AuthorizerSettings settings) {
      return new RequestLog(log, settings.metrics());
    }

    @Provides
    static KeyringSettings keyringSettings(AuthorizerSettings settings) {
      return settings.keyring();
    }

    @Provides
    @Singleton
    static RefreshingKeyring keyring(KeyringSource source, InstantSource clock, Log log) {
      return new RefreshingKeyring(source, clock, log);
    }

    @Provides
    @Singleton
    static TokenVerifier tokenVerifier(
        RefreshingKeyring keyring, AuthorizerSettings settings, InstantSource clock) {
      return new JwtTokenVerifier(keyring, settings.tokens(), clock);
    }
  }
}
