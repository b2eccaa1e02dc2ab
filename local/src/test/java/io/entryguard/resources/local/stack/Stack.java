package io.entryguard.resources.local.stack;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.local.function.FunctionLoader;
import io.entryguard.resources.local.function.FunctionOutput;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.template.FunctionDefinition;
import io.entryguard.resources.local.template.LocalAws;
import io.entryguard.resources.local.template.RepositoryTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The stack created by LocalStack's CloudFormation from template.yaml. {@link StackTemplate} omits
 * what LocalStack's free edition cannot create. Further limitations:
 *
 * <ul>
 *   <li>No policy of a role, queue or topic is enforced, and TLS is not required. The template's
 *       tests check the text of the policies.
 *   <li>Nothing is encrypted; a queue only reports that it is.
 *   <li>The bus always reaches the queue, so the rule's dead-letter queue is checked but not used.
 *   <li>Alarms are never evaluated, so nothing is sent to the topic.
 *   <li>The table has neither deletion protection nor point-in-time recovery.
 *   <li>The table is in DynamoDB Local, with its own limitations (docs/reliability.md).
 *   <li>The retention of queues is not tested: it would take four days.
 * </ul>
 */
final class Stack implements AutoCloseable {
  /** The last version that needs no LocalStack account: later ones, from 2026-03, need a token. */
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private static final Path WORK_FOLDER = Path.of("target", "stack").toAbsolutePath();
  private static final String NAME = "entryguard-resources";
  private static final String ACCESS_KEY = "local";

  private final LocalStackContainer container;
  private final CloudFormationClient cloudFormation;
  private final DynamoDbClient dynamoDb;
  private final EventBridgeClient eventBridge;
  private final SecretsManagerClient secretsManager;
  private final SqsClient sqs;
  private final Map<String, String> outputs;
  private final Map<String, LoadedFunction> started = new HashMap<>();

  private Stack(LocalStackContainer container) {
    this.container = container;
    this.cloudFormation = at(container, CloudFormationClient.builder());
    this.dynamoDb = at(container, DynamoDbClient.builder());
    this.eventBridge = at(container, EventBridgeClient.builder());
    this.secretsManager = at(container, SecretsManagerClient.builder());
    this.sqs = at(container, SqsClient.builder());
    this.outputs = deploy(cloudFormation, container.getEndpoint().toString());
  }

  static Stack start() {
    System.setProperty("aws.accessKeyId", ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", ACCESS_KEY);
    FunctionOutput.install();
    var container =
        new LocalStackContainer(IMAGE)
            // Tests do not access the Internet: no usage statistics, no certificate.
            .withEnv("DISABLE_EVENTS", "1")
            .withEnv("SKIP_SSL_CERT_DOWNLOAD", "1");
    try {
      container.start();
      return new Stack(container);
    } catch (RuntimeException e) {
      container.stop();
      throw e;
    }
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C at(
      LocalStackContainer container, B builder) {
    return builder
        .endpointOverride(container.getEndpoint())
        .region(Region.of(LocalAws.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, ACCESS_KEY)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static Map<String, String> deploy(CloudFormationClient cloudFormation, String endpoint) {
    String template = StackTemplate.of(templateYaml()).json();
    List<Parameter> parameters =
        List.of(
            parameter("DynamoDbEndpoint", endpoint),
            parameter("EventBridgeEndpoint", endpoint),
            parameter("SecretsManagerEndpoint", endpoint));
    cloudFormation.createStack(request ->
        request
            .stackName(NAME)
            .templateBody(template)
            .parameters(parameters)
            .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND));
    try (CloudFormationWaiter waiter =
        CloudFormationWaiter.builder().client(cloudFormation).build()) {
      waiter.waitUntilStackCreateComplete(
          request -> request.stackName(NAME),
          wait ->
              wait.maxAttempts(300)
                  .backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(500))));
    }
    return cloudFormation
        .describeStacks(request -> request.stackName(NAME))
        .stacks()
        .getFirst()
        .outputs()
        .stream()
        .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
  }

  private static Parameter parameter(String name, String value) {
    return Parameter.builder().parameterKey(name).parameterValue(value).build();
  }

  private static String templateYaml() {
    try {
      return Files.readString(RepositoryTemplate.HOME.resolve("template.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns an output of the template. */
  String output(String name) {
    return requireNonNull(outputs.get(name), name + " is no output");
  }

  /** The status of every resource, by logical name. */
  Map<String, String> resources() {
    return cloudFormation
        .describeStackResources(request -> request.stackName(NAME))
        .stackResources()
        .stream()
        .collect(
            Collectors.toMap(
                StackResource::logicalResourceId, StackResource::resourceStatusAsString));
  }

  /**
   * Returns a function loaded from its zip with the stack's environment; the same instance every
   * time.
   */
  LoadedFunction function(String name) {
    return started.computeIfAbsent(name, absent -> start(absent, Map.of()));
  }

  /**
   * Loads a new instance of a function, with some variables changed.
   *
   * @param changed variables that override the stack's
   */
  LoadedFunction start(String name, Map<String, String> changed) {
    FunctionDefinition deployed = RepositoryTemplate.read().function(name);
    Map<String, String> environment = new HashMap<>();
    for (String variable : deployed.environment().keySet()) {
      environment.put(variable, outputs.getOrDefault(StackTemplate.output(name, variable), ""));
    }
    environment.putAll(changed);
    return new FunctionLoader(
            RepositoryTemplate.HOME, WORK_FOLDER, Map.of("AWS_REGION", LocalAws.REGION))
        .load(
            new FunctionDefinition(
                deployed.name(),
                deployed.zip(),
                deployed.handler(),
                deployed.timeout(),
                deployed.memoryMegabytes(),
                environment));
  }

  DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  EventBridgeClient eventBridge() {
    return eventBridge;
  }

  SecretsManagerClient secretsManager() {
    return secretsManager;
  }

  SqsClient sqs() {
    return sqs;
  }

  @Override
  public void close() {
    container.stop();
  }
}
