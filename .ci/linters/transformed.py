"""Holds what SAM makes of the template to what the template counts on.

transformed.py ONE OTHER   the same template, transformed twice with a second between
"""

import json
import sys


def resources(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)["Resources"]


def of_type(all_, kind):
    return {name: each for name, each in all_.items() if each["Type"] == kind}


def hold(what, is_so):
    if not is_so:
        sys.exit(f"SAM does not do what the template counts on: {what}")
    print(what)


def main(one_path, other_path):
    one, other = resources(one_path), resources(other_path)
    functions = of_type(one, "AWS::Lambda::Function")
    versions = of_type(one, "AWS::Lambda::Version")
    aliases = of_type(one, "AWS::Lambda::Alias")
    hold("each function has a version and an alias", len(functions) == len(versions) == len(aliases) > 0)
    hold(
        "CloudFormation keeps the version of before, whether code changed or a parameter",
        all(each["DeletionPolicy"] == each["UpdateReplacePolicy"] == "Retain" for each in versions.values()),
    )
    hold("functions go with the stack", not any("DeletionPolicy" in each for each in functions.values()))
    called = {
        rule["Properties"]["Targets"][0]["Arn"]["Ref"]
        for rule in of_type(one, "AWS::Events::Rule").values()
        if rule["Properties"].get("ScheduleExpression") == "rate(7 days)"
    }
    hold("each alias is called once a week, and not the function's newest code", called == set(aliases))
    deployments = [set(of_type(each, "AWS::ApiGateway::Deployment")) for each in (one, other)]
    hold("the API is deployed each time", len(deployments[0]) == 1 and deployments[0] != deployments[1])
    hold("nothing else changes by itself", set(one) - deployments[0] == set(other) - deployments[1])


main(*sys.argv[1:])
