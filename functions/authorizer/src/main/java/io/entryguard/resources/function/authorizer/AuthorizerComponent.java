package io.entryguard.resources.function.authorizer;

import dagger.Binds;
import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.entryguard.resources.access.ApiKeyStore;
import io.entryguard.resources.client.Network;
import io.entryguard.resources.client.StoreModule;
import io.entryguard.resources.configuration.RuntimeModule;
import io.entryguard.resources.configuration.StoreSettings;
import io.entryguard.resources.dynamodb.DynamoDbApiKeyStore;
import io.entryguard.resources.function.authorizer.keyring.KeyringSettings;
import io.entryguard.resources.function.authorizer.keyring.KeyringSource;
import io.entryguard.resources.function.authorizer.keyring.RefreshingKeyring;
import io.entryguard.resources.function.authorizer.keyring.SecretsManagerModule;
import io.entryguard.resources.function.authorizer.token.JwtTokenVerifier;
import io.entryguard.resources.function.authorizer.token.TokenVerifier;
import io.entryguard.resources.requestlog.RequestLog;
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
    static RequestLog requestLog(AuthorizerSettings settings, InstantSource clock) {
      return new RequestLog(settings.metrics(), clock);
    }

    @Provides
    static KeyringSettings keyringSettings(AuthorizerSettings settings) {
      return settings.keyring();
    }

    @Provides
    @Singleton
    static RefreshingKeyring keyring(KeyringSource source, InstantSource clock) {
      return new RefreshingKeyring(source, clock);
    }

    @Provides
    @Singleton
    static TokenVerifier tokenVerifier(
        RefreshingKeyring keyring, AuthorizerSettings settings, InstantSource clock) {
      return new JwtTokenVerifier(keyring, settings.tokens(), clock);
    }
  }
}
