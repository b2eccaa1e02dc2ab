"""Makes of a SAM template the CloudFormation template that AWS makes of it, without an account.

transform.py TEMPLATE TRANSFORMED [RESOLVED [PARAMETER=VALUE ...]]

TRANSFORMED is what CloudFormation gets. RESOLVED is one deployment of it, with the parameters' defaults where no value is given:
conditions decided, parameters, Fn::Sub and Fn::Join put in, so that rules that only read plain values find some. What SAM makes of a resource carries
that resource's metadata, and SourceResource names it.
"""

import json
import logging
import sys

import boto3
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

PSEUDO_PARAMETERS = {
    "AWS::AccountId": "123456789012",
    "AWS::NotificationARNs": [],
    "AWS::Partition": "aws",
    "AWS::Region": "eu-central-1",
    "AWS::StackId": "arn:aws:cloudformation:eu-central-1:123456789012:stack/entryguard-resources/0",
    "AWS::StackName": "entryguard-resources",
    "AWS::URLSuffix": "amazonaws.com",
}
NO_VALUE = {"Ref": "AWS::NoValue"}


def refuse_unused_parameters(template):
    """cfn-lint asks it only of what is transformed, where SAM has put some parameters in."""
    text = json.dumps({key: part for key, part in template.items() if key not in ("Metadata", "Parameters")})
    for name in template.get("Parameters", {}):
        if f'{{"Ref": "{name}"}}' not in text and "${" + name + "}" not in text:
            sys.exit(f"The parameter {name} is not used.")


def transform(template, values):
    for name, resource in template["Resources"].items():
        resource["Metadata"] = {**resource.get("Metadata", {}), "SourceResource": name}
        if resource["Type"] == "AWS::Serverless::Function":
            # SAM takes what is uploaded; what is in it is not the linters'.
            resource["Properties"]["CodeUri"] = "s3://zips/" + name
    # It says at each run that it uses its defaults.
    logging.getLogger("samtranslator").setLevel(logging.ERROR)
    session = boto3.session.Session(region_name=PSEUDO_PARAMETERS["AWS::Region"])
    try:
        return Translator({}, Parser(), boto_session=session).translate(template, values, passthrough_metadata=True)
    except InvalidDocumentException as invalid:
        sys.exit("SAM cannot transform the template: " + "; ".join(cause.message for cause in invalid.causes))


class Deployment:
    """One set of parameter values."""

    def __init__(self, template, given):
        declared = template.get("Parameters", {})
        unknown = given.keys() - declared.keys()
        if unknown:
            sys.exit("The template has no parameter " + ", ".join(sorted(unknown)))
        missing = [name for name in declared if name not in given and "Default" not in declared[name]]
        if missing:
            sys.exit("No value for " + ", ".join(missing))
        defaults = {name: declared[name]["Default"] for name in declared if name not in given}
        self.values = {**PSEUDO_PARAMETERS, **defaults, **given}
        self.conditions = template.get("Conditions", {})

    def holds(self, condition):
        if isinstance(condition, str):
            return self.holds(self.conditions[condition])
        (function, argument), = condition.items()
        match function:
            case "Condition":
                return self.holds(argument)
            case "Fn::Equals":
                left, right = (self.resolve(side) for side in argument)
                return str(left) == str(right)
            case "Fn::Not":
                return not self.holds(argument[0])
            case "Fn::And":
                return all(self.holds(each) for each in argument)
            case "Fn::Or":
                return any(self.holds(each) for each in argument)
        raise ValueError(f"an unknown condition: {condition}")

    def resolve(self, value):
        if isinstance(value, list):
            return [each for each in map(self.resolve, value) if each != NO_VALUE]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            (function, argument), = value.items()
            match function:
                case "Ref" if argument in self.values:
                    return self.values[argument]
                case "Fn::If":
                    return self.resolve(argument[1] if self.holds(argument[0]) else argument[2])
                case "Fn::Sub":
                    return self.substitute(*(argument if isinstance(argument, list) else [argument, {}]))
                case "Fn::Join":
                    parts = self.resolve(argument[1])
                    if isinstance(parts, list) and all(isinstance(part, str) for part in parts):
                        return argument[0].join(parts)
        resolved = {key: self.resolve(each) for key, each in value.items()}
        return {key: each for key, each in resolved.items() if each != NO_VALUE}

    def substitute(self, text, variables):
        for name, value in {**self.values, **self.resolve(variables)}.items():
            if not isinstance(value, (dict, list)):
                text = text.replace("${" + name + "}", str(value))
        return text

    def of(self, template):
        resources = {
            name: self.resolve({key: part for key, part in resource.items() if key != "Condition"})
            for name, resource in template["Resources"].items()
            if "Condition" not in resource or self.holds(resource["Condition"])
        }
        for resource in resources.values():
            if "DependsOn" in resource:
                named = resource["DependsOn"]
                resource["DependsOn"] = [name for name in (named if isinstance(named, list) else [named]) if name in resources]
        kept = {key: template[key] for key in ("AWSTemplateFormatVersion", "Description", "Metadata") if key in template}
        return {**kept, "Resources": resources}


def write(template, path):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(template, file, indent=2)
        file.write("\n")


def main(source, transformed_path, resolved_path=None, *assignments):
    with open(source, encoding="utf-8") as file:
        # By way of JSON, as what an alias stands for is one object to SAM, which writes into some.
        template = json.loads(json.dumps(yaml_parse(file.read())))
    refuse_unused_parameters(template)
    given = dict(assignment.split("=", 1) for assignment in assignments)
    deployment = Deployment(template, given)
    transformed = transform(template, given)
    write(transformed, transformed_path)
    if resolved_path:
        write(deployment.of(transformed), resolved_path)


main(*sys.argv[1:])
