package io.entryguard.resources.bench.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.entryguard.resources.client.AwsNetwork;
import io.entryguard.resources.configuration.Environment;
import io.entryguard.resources.configuration.Variable;
import io.entryguard.resources.function.authorizer.keyring.KeyringSettings;
import io.entryguard.resources.function.authorizer.keyring.SecretsManagerModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Reads the keyring's secret and does nothing else: with the authorizer's own client, or where
 * {@value #EXTENSION} says so as AWS's Parameters and Secrets extension gives it, over HTTP on the
 * same machine.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html">Parameters
 *     and Secrets extension</a>
 */
public final class BareSecret implements RequestStreamHandler {
  static final String EXTENSION = "BENCH_EXTENSION";

  private final Source source = source(System.getenv());

  private interface Source {
    String secret() throws IOException;
  }

  private static Source source(Map<String, String> environment) {
    String extension = environment.get(EXTENSION);
    return extension == null
        ? new Sdk(environment)
        : new Extension(URI.create(extension), environment);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    boolean isKeyring = source.secret().contains("\"keys\"");

    output.write(("{\"keyring\":" + isKeyring + "}").getBytes(UTF_8));
  }

  private static final class Sdk implements Source {
    private final SecretsManagerClient client;
    private final String id;

    Sdk(Map<String, String> environment) {
      KeyringSettings settings =
          Environment.read(
              environment,
              variables -> KeyringSettings.from(variables, variables.text(Variable.AWS_REGION)));
      client = SecretsManagerModule.secretsManagerClient(settings, new AwsNetwork());
      id = settings.secretId();
    }

    @Override
    public String secret() {
      return client.getSecretValue(request -> request.secretId(id)).secretString();
    }
  }

  private record Extension(URI address, Map<String, String> environment) implements Source {
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public String secret() throws IOException {
      String path = "/secretsmanager/get?secretId=" + environment.get("KEYRING_SECRET_ID");
      var connection = (HttpURLConnection) address.resolve(path).toURL().openConnection();
      connection.setRequestProperty(
          "X-Aws-Parameters-Secrets-Token", environment.getOrDefault("AWS_SESSION_TOKEN", "bench"));
      try (JsonParser json = JSON.createParser(connection.getInputStream())) {
        json.nextToken();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
          String value = json.nextTextValue();
          if (name.equals("SecretString") && value != null) {
            return value;
          }
        }
      }
      throw new IOException("the extension gave no secret");
    }
  }
}
