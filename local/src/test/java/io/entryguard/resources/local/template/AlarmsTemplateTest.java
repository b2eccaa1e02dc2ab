package io.entryguard.resources.local.template;

import static io.entryguard.resources.local.template.RepositoryTemplate.properties;
import static io.entryguard.resources.local.template.RepositoryTemplate.resources;
import static io.entryguard.resources.local.template.RepositoryTemplate.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.function.authorizer.credential.AuthenticationFailure;
import io.entryguard.resources.local.template.AwsMetrics.Metric;
import io.entryguard.resources.requestlog.OperationName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Alarms can fire and notify somebody. */
class AlarmsTemplateTest {
  private static final Template TEMPLATE = RepositoryTemplate.read();

  private static List<Alarm> alarms() {
    return Alarm.all();
  }

  @ParameterizedTest
  @CsvSource({
    "ApiErrorsAlarm,           AWS/ApiGateway, 5XXError",
    "ApiLatencyAlarm,          AWS/ApiGateway, Latency",
    "ProvisionDeadLetterAlarm, AWS/SQS,        ApproximateNumberOfMessagesVisible",
    "ProvisionBacklogAlarm,    AWS/SQS,        ApproximateAgeOfOldestMessage",
    "PublishChangesDelayAlarm, AWS/Lambda,     IteratorAge",
    "PublishChangesDeadLetterAlarm, AWS/SQS,   ApproximateNumberOfMessagesVisible",
    "PublishChangesUnannounceableAlarm, EntryGuard/local, PublishChangesUnannounceable",
    "KeyringUnreadableAlarm,   EntryGuard/local, KeyringUnreadable",
    "ContradictingEventsAlarm, EntryGuard/local, ContradictingEvents",
    "PrimingFailedAlarm,       EntryGuard/local, NotPrimed"
  })
  void watchesSymptoms(String alarm, String namespace, String metric) {
    assertThat(Alarm.named(alarm).metrics())
        .anySatisfy(watched -> {
          assertThat(watched.namespace()).isEqualTo(namespace);
          assertThat(watched.name()).isEqualTo(metric);
        });
  }

  /** Alarms on causes in addition to symptoms would notify too often. */
  @Test
  void hasExactlyTheseTenNotifyingAlarms() {
    assertThat(notifyingAlarms()).hasSize(10);
  }

  /** Returns all alarms except those for CodeDeploy. */
  static List<Alarm> notifyingAlarms() {
    Set<String> rollBacks =
        TEMPLATE.functions().keySet().stream()
            .flatMap(function -> RollBackTemplateTest.alarmsOf(function).stream())
            .collect(Collectors.toSet());
    return Alarm.all().stream().filter(alarm -> !rollBacks.contains(alarm.name())).toList();
  }

  @ParameterizedTest
  @MethodSource("alarms")
  void readsExistingMetricsAndDimensions(Alarm alarm) {
    assertThat(alarm.metrics()).isNotEmpty().allMatch(AwsMetrics::has);
  }

  @ParameterizedTest
  @MethodSource("alarms")
  void readsMetricsOfResourcesInTheTemplate(Alarm alarm) {
    assertThat(alarm.metrics()).allSatisfy(AlarmsTemplateTest::assertResourceExists);
  }

  static void assertResourceExists(Metric metric) {
    Map<String, String> dimensions = metric.dimensions();
    dimensions.forEach((name, value) -> {
      switch (name) {
        case "ApiName" ->
            assertThat(value)
                .isEqualTo(properties("Api").get("Name").text())
                // SAM uses the stack's name as the definition's title, which is also the API's
                // name.
                .isEqualTo(LocalAws.STACK);
        case "Stage" -> assertThat(value).isEqualTo(TEMPLATE.api().stage());
        case "Method" -> assertThat(route(metric)).isNotEmpty();
        case "Resource" ->
            assertThat(value)
                .isEqualTo(
                    dimensions.containsKey("ApiName")
                        ? route(metric).getFirst().resource()
                        : dimensions.get("FunctionName") + ":live");
        case "FunctionName" -> assertThat(TEMPLATE.functions()).containsKey(value);
        case "functionVersion" -> assertThat(value).endsWith("Function.Version.Version");
        case "ExecutedVersion" ->
            assertThat(value).isEqualTo(dimensions.get("FunctionName") + ".Version.Version");
        case "TableName" -> assertThat(value).isEqualTo(TEMPLATE.table().name());
        case "operation" ->
            assertThat(Stream.of(OperationName.values()).map(OperationName::text)).contains(value);
        case "reason" ->
            assertThat(Stream.of(AuthenticationFailure.values()).map(AuthenticationFailure::name))
                .contains(value);
        case "QueueName" -> assertThat(resources("AWS::SQS::Queue")).containsKey(value);
        default -> throw new AssertionError(name + " is not looked at");
      }
    });
  }

  private static List<Route> route(Metric metric) {
    return TEMPLATE.api().routes().stream()
        .filter(route ->
            route.method().equals(metric.dimensions().get("Method"))
                && route.resource().equals(metric.dimensions().get("Resource")))
        .toList();
  }

  /** Without it API Gateway does not count by method; for what is no operation nobody asks. */
  @Test
  void hasApiGatewayCountOperationsByMethod() {
    List<Section> settings = properties("Api").get("MethodSettings").items();

    assertThat(settings.getFirst().get("ResourcePath").text()).isEqualTo("/*");
    assertThat(settings.getFirst().get("HttpMethod").text()).isEqualTo("*");
    assertThat(settings.getFirst().get("MetricsEnabled").text()).isEqualTo("false");
    assertThat(settings.subList(1, settings.size()))
        .isNotEmpty()
        .allSatisfy(setting -> assertThat(setting.get("MetricsEnabled").text()).isEqualTo("true"));
  }

  @ParameterizedTest
  @MethodSource("notifyingAlarms")
  void notifiesTheTopicOfAlarmAndRecovery(Alarm alarm) {
    assertThat(texts(alarm.properties().get("AlarmActions"))).containsExactly("AlarmTopic");
    assertThat(texts(alarm.properties().get("OKActions"))).containsExactly("AlarmTopic");
    assertThat(alarm.properties().optional("ActionsEnabled")).isEmpty();
    assertThat(alarm.properties().get("AlarmDescription").text()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("alarms")
  void doesNotFireWithoutData(Alarm alarm) {
    assertThat(alarm.properties().get("TreatMissingData").text()).isEqualTo("notBreaching");
  }

  @ParameterizedTest
  @MethodSource("alarms")
  void firesWithinTenMinutes(Alarm alarm) {
    assertThat(alarm.datapointsToAlarm()).isBetween(1, alarm.evaluationPeriods());
    assertThat(alarm.timeToAlarm()).hasMinutes(alarm.timeToAlarm().toMinutes());
    assertThat(alarm.timeToAlarm().toMinutes()).isBetween(1L, 10L);
    assertThat(alarm.properties().get("ComparisonOperator").text())
        .isEqualTo("GreaterThanThreshold");
  }

  @ParameterizedTest
  @MethodSource("alarms")
  void usesAllOfItsInputs(Alarm alarm) {
    assertThat(alarm.idsInExpression()).isEqualTo(alarm.inputs());
    assertThat(alarm.returned()).hasSize(alarm.isCalculated() ? 1 : 0);
  }

  /** Otherwise a p99 of fewer than 1,000 requests a minute would never be evaluated. */
  @ParameterizedTest
  @MethodSource("alarms")
  void evaluatesPercentilesOfFewRequests(Alarm alarm) {
    assertThat(alarm.properties().optional("EvaluateLowSampleCountPercentile")).isEmpty();
  }

  private static Set<String> filters() {
    return resources("AWS::Logs::MetricFilter").keySet();
  }

  @ParameterizedTest
  @MethodSource("filters")
  void countsMatchingLogLines(String name) {
    Section filter = properties(name);
    Section transformation = filter.get("MetricTransformations").items().getFirst();

    assertThat(name).endsWith(transformation.get("MetricName").text() + "Filter");
    assertThat(transformation.get("MetricNamespace").text())
        .isEqualTo("EntryGuard/" + LocalAws.STACK);
    assertThat(transformation.get("MetricValue").text()).isEqualTo("1");
    assertThat(resources("AWS::Logs::LogGroup")).containsKey(filter.get("LogGroupName").text());
    assertThat(Alarm.all())
        .flatMap(Alarm::metrics)
        .extracting(Metric::name)
        .contains(transformation.get("MetricName").text());
    assertThat(LogFilters.named(name)).rejects("{\"message\":\"Request\",\"outcome\":\"OK\"}");
  }

  @Test
  void watchesEveryFunctionsLogForFailedPriming() {
    String line = "{\"message\":\"The function could not be primed\"}";
    Set<String> groups =
        filters().stream()
            .filter(name -> name.endsWith("NotPrimedFilter"))
            .filter(name -> LogFilters.named(name).test(line))
            .map(name -> properties(name).get("LogGroupName").text())
            .collect(Collectors.toSet());

    assertThat(groups)
        .isEqualTo(
            TEMPLATE.functions().keySet().stream()
                .map(function -> function + "LogGroup")
                .collect(Collectors.toSet()));
  }

  @Test
  void watchesTheLogForConflictingEvents() {
    assertThat(properties("ContradictingEventsFilter").get("LogGroupName").text())
        .isEqualTo("ProvisionFunctionLogGroup");
    assertThat(LogFilters.named("ContradictingEventsFilter"))
        .accepts(
            "{\"message\":\"An event contradicts an earlier one of its version or id, which"
                + " stays\"}");
  }

  /** It may wait for its result, as long as the caller likes. */
  @Test
  void leavesVerificationsOutOfWhatIsSlow() {
    Map<String, String> stage = Map.of("ApiName", LocalAws.STACK, "Stage", "api");
    Map<String, String> verify = new HashMap<>(stage);
    verify.put("Method", "POST");
    verify.put("Resource", "/v1/resources/{id}/verify");

    assertThat(Alarm.named("ApiLatencyAlarm").metrics())
        .extracting(Metric::dimensions)
        .containsExactly(stage, stage, verify, verify);
  }

  @Test
  void sendsMailIfAnAddressIsGiven() {
    Section subscription =
        RepositoryTemplate.tree(Map.of("AlarmEmail", "you@example.com"))
            .get("Resources")
            .get("AlarmSubscription");

    assertThat(subscription.get("Condition").text()).isEqualTo("HasAlarmEmail");
    assertThat(subscription.get("Properties").get("TopicArn").text()).isEqualTo("AlarmTopic");
    assertThat(subscription.get("Properties").get("Protocol").text()).isEqualTo("email");
    assertThat(subscription.get("Properties").get("Endpoint").text()).isEqualTo("you@example.com");
  }

  @Test
  void allowsOnlyCloudWatchOverTlsToPublishToTheTopic() {
    List<Section> statements =
        properties("AlarmTopicPolicy").get("PolicyDocument").get("Statement").items();

    assertThat(statements).hasSize(2);
    Section allow = statements.getFirst();
    assertThat(allow.get("Effect").text()).isEqualTo("Allow");
    assertThat(allow.get("Principal").get("Service").text()).isEqualTo("cloudwatch.amazonaws.com");
    assertThat(allow.get("Action").text()).isEqualTo("sns:Publish");
    assertThat(allow.get("Condition").get("StringEquals").get("aws:SourceAccount").text())
        .isEqualTo(LocalAws.ACCOUNT);
    Section deny = statements.getLast();
    assertThat(deny.get("Effect").text()).isEqualTo("Deny");
    assertThat(deny.get("Condition").get("Bool").get("aws:SecureTransport").text())
        .isEqualTo("false");
    assertThat(properties("AlarmTopicPolicy").get("Topics").items())
        .extracting(Section::text)
        .containsExactly("AlarmTopic");
  }

  /** CloudWatch cannot publish to a topic that is encrypted with an AWS managed key. */
  @Test
  void doesNotEncryptTheTopicWithAnAwsManagedKey() {
    assertThat(Objects.requireNonNull(resources("AWS::SNS::Topic").get("AlarmTopic")))
        .satisfies(topic -> assertThat(topic.optional("Properties")).isEmpty());
  }
}
