package io.entryguard.resources.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The template's parameters and outputs. */
class ParametersTemplateTest {
  private static final Section TREE = RepositoryTemplate.tree();
  private static final List<String> NAMES = List.copyOf(TREE.get("Parameters").sections().keySet());

  @ParameterizedTest
  @FieldSource("NAMES")
  void hasADefaultAndADescription(String parameter) {
    Section section = TREE.get("Parameters").get(parameter);

    assertThat(section.get("Description").text()).isNotBlank();
    assertThat(section.optional("Default")).isPresent();
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void isUsed(String parameter) {
    Set<String> used = new HashSet<>();
    for (String section : List.of("Conditions", "Globals", "Outputs", "Resources", "Rules")) {
      used.addAll(TreeReferences.at(section));
    }

    assertThat(used).contains(parameter);
  }

  @Test
  void groupsParameters() {
    List<String> grouped = new ArrayList<>();
    TREE.get("Metadata")
        .get("AWS::CloudFormation::Interface")
        .get("ParameterGroups")
        .items()
        .forEach(group -> grouped.addAll(RepositoryTemplate.texts(group.get("Parameters"))));

    assertThat(grouped).containsExactlyInAnyOrderElementsOf(NAMES);
  }

  @ParameterizedTest
  @CsvSource({
    "DomainName,     api.example.com,                                                         "
        + " true",
    "DomainName,     '',                                                                      "
        + " true",
    "DomainName,     https://api.example.com,                                                 "
        + " false",
    "DomainName,     API.example.com,                                                         "
        + " false",
    "DomainName,     localhost,                                                               "
        + " false",
    "CertificateArn, arn:aws:acm:eu-central-1:123456789012:certificate/0f6ee4a2-14b1-4f8a-9c11,"
        + " true",
    "CertificateArn, '',                                                                      "
        + " true",
    "CertificateArn, 0f6ee4a2-14b1-4f8a-9c11,                                                 "
        + " false",
    "HostedZoneId,   Z0123456789ABCDEFGHIJ,                                                   "
        + " true",
    "HostedZoneId,   example.com,                                                             "
        + " false",
    "TableKeyArn,    arn:aws:kms:eu-central-1:123456789012:key/0f6ee4a2-14b1-4f8a-9c11,        "
        + " true",
    "TableKeyArn,    '',                                                                      "
        + " true",
    "TableKeyArn,    arn:aws:kms:eu-central-1:123456789012:alias/entryguard,                   "
        + " false",
    "EventBusName,   entryguard,                                                              "
        + " true",
    "EventBusName,   '',                                                                      "
        + " true",
    "EventBusName,   arn:aws:events:eu-central-1:123456789012:event-bus/product,              "
        + " false",
    "OtherTableKeyArn, arn:aws:kms:eu-central-1:123456789012:key/0f6ee4a2-14b1-4f8a-9c11,      "
        + " true",
    "ServiceKeyArn,  arn:aws:kms:eu-central-1:123456789012:key/0f6ee4a2-14b1-4f8a-9c11,        "
        + " true",
    "ServiceKeyArn,  alias/aws/sqs,                                                           "
        + " false",
    "WebAclArn,      arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/name/0f6ee4a2-14b1,"
        + " true",
    "WebAclArn,      arn:aws:wafv2:us-east-1:123456789012:global/webacl/name/0f6ee4a2-14b1,     "
        + " false",
    "PermissionsBoundaryArn, arn:aws:iam::123456789012:policy/path/boundary,                   "
        + " true",
    "PermissionsBoundaryArn, boundary,                                                        "
        + " false",
    "AlarmEmail,     you@example.com,                                                         "
        + " true",
    "AlarmEmail,     you,                                                                     "
        + " false"
  })
  void validatesValues(String parameter, String value, boolean valid) {
    assertThat(value.matches(TREE.get("Parameters").get(parameter).get("AllowedPattern").text()))
        .isEqualTo(valid);
  }

  /** A rule checks this first: a domain without a certificate would fail half-way. */
  @Test
  void requiresTheDomainsParametersTogether() {
    assertThat(TREE.get("Rules").sections().keySet()).containsExactly("Domain", "NoDomain");
    assertThat(TreeReferences.at("Rules"))
        .containsExactlyInAnyOrder("CertificateArn", "DomainName", "HostedZoneId", "OwnAddress");
    TREE.get("Rules")
        .sections()
        .values()
        .forEach(rule ->
            assertThat(rule.get("Assertions").items())
                .isNotEmpty()
                .allSatisfy(assertion ->
                    assertThat(assertion.get("AssertDescription").text()).isNotBlank()));
  }

  @ParameterizedTest
  @CsvSource({
    "ApiUrl,                      Api DomainName HasDomain",
    "DomainTarget,                Domain",
    "TableName,                   Table",
    "KeyringArn,                  Keyring",
    "EventBusName,                EventBus EventBusName HasOwnBus",
    "EventBusArn,                 EventBus EventBusName HasOwnBus",
    "ProvisionQueueUrl,           ProvisionQueue",
    "ProvisionQueueArn,           ProvisionQueue",
    "ProvisionDeadLetterQueueUrl, ProvisionDeadLetterQueue",
    "ProvisionDeadLetterQueueArn, ProvisionDeadLetterQueue",
    "PublishChangesFunctionName,  PublishChangesFunction",
    "PublishChangesDeadLetterQueueUrl, PublishChangesDeadLetterQueue",
    "AlarmTopicArn,               AlarmTopic",
    "DashboardUrl,                Dashboard"
  })
  void hasOutputs(String output, String references) {
    assertThat(TreeReferences.at("Outputs", output, "Value"))
        .filteredOn(name -> !name.startsWith("AWS::"))
        .containsExactlyInAnyOrder(references.split(" "));
    assertThat(TREE.get("Outputs").get(output).get("Description").text()).isNotBlank();
  }

  @Test
  void outputsAUrlWithTheSamePathWithAndWithoutADomain() {
    Optional<Object> value = RepositoryTemplate.raw("Outputs", "ApiUrl", "Value");

    assertThat(value)
        .get()
        .isInstanceOfSatisfying(
            Intrinsic.class,
            choice ->
                assertThat(choice.argument())
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .filteredOn(Intrinsic.class::isInstance)
                    .hasSize(2)
                    .allSatisfy(address ->
                        assertThat(((Intrinsic) address).argument())
                            .asString()
                            .endsWith("/api/v1")));
  }
}
