"""Prints a template as MiniStack can deploy it, for some parameters' values: TEMPLATE [PARAMETER=VALUE ...]. Each change is for a gap of MiniStack 1.5.33 and says which."""

import json
import string
import sys

from samtranslator.yaml_helper import yaml_parse


def fit(template, values):
    # It transforms with the parameters' defaults, whatever they are set to. (It has no CodeDeploy: GradualDeployment is to be false.)
    for name, value in values.items():
        template["Parameters"][name]["Default"] = value

    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})

        # It has no metric math: an alarm on the first of the metrics is there in its place, for those that refer to it.
        if resource["Type"] == "AWS::CloudWatch::Alarm" and "Metrics" in properties:
            metric = next(each["MetricStat"] for each in properties.pop("Metrics") if "MetricStat" in each)
            properties.update(metric["Metric"], Period=metric["Period"], Statistic="Sum")

        # It puts punctuation into a secret that is to have none, unless each character is named.
        generated = properties.get("GenerateSecretString", {})
        if generated.pop("ExcludePunctuation", False):
            generated["ExcludeCharacters"] = string.punctuation

    return template


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        given = dict(assignment.split("=", 1) for assignment in sys.argv[2:])
        json.dump(fit(yaml_parse(file.read()), given), sys.stdout, indent=2)
