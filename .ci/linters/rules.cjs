// Holds deployments of the template to cdk-nag's rules (AwsSolutions, Serverless) and to Control Tower's by cfn-guard, and judges what they and
// cfn-lint find: each finding is a problem unless it is suppressed, and so is a suppression without a reason or without a finding.
//
// rules.cjs FOLDER             with transformed.json and deployment-*.json of transform.py, and cfn-lint-*.json
// rules.cjs --control FOLDER   the same of the faulty template: the problems have to be the ones that its metadata lists
//
// A resource's Metadata has SuppressedRules, a map from a rule to the reason why it does not apply. It counts for all that SAM makes of the resource.

const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { App, Stack } = require('aws-cdk-lib');
const { CfnInclude } = require('aws-cdk-lib/cloudformation-include');
const { CfnGuardValidator } = require('@cdklabs/cdk-validator-cfnguard');
const { AwsSolutionsChecks, ServerlessChecks } = require('cdk-nag');

const COULD_NOT_BE_CHECKED = 'Rule threw an error';

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

function filesOf(folder, start) {
  const files = readdirSync(folder).filter((name) => name.startsWith(start)).map((name) => join(folder, name));
  if (files.length === 0) {
    throw new Error(`no ${start}* in ${folder}`);
  }
  return files;
}

function cfnLintFindings(file) {
  return read(file).map(({ Rule: rule, Message: text, Location: { Path: path } }) => ({
    rule: rule.Id,
    resource: path?.[0] === 'Resources' ? path[1] : (path ?? ['Template']).join('.'),
    text,
  }));
}

function nagFindings(file) {
  const stack = new Stack(new App(), 'Stack');
  new CfnInclude(stack, 'Template', { templateFile: file });
  return [AwsSolutionsChecks, ServerlessChecks].flatMap((Pack) =>
    new Pack(stack, { verbose: true }).validateScope(stack).violations.flatMap((violation) =>
      violation.violatingResources.map((resource) => ({
        rule: violation.ruleName,
        resource: resource.constructPath.split('/').pop(),
        text: violation.description,
      })),
    ),
  );
}

function guardFindings(file) {
  return new CfnGuardValidator({ maxBuffer: 64 * 1024 * 1024 }).validate({ templatePaths: [file] }).violations.flatMap((violation) => {
    const [, rule, text] = /^\[(CT\.[A-Z0-9.-]+)\]: (.*)/s.exec(violation.description) ?? [null, violation.ruleName, violation.description];
    const resources = new Set(violation.violatingResources.map((resource) => resource.resourceLogicalId));
    return [...resources].map((resource) => ({ rule, resource, text }));
  });
}

function judge(folder) {
  const transformed = read(join(folder, 'transformed.json')).Resources;
  const sourceOf = (resource) => transformed[resource]?.Metadata?.SourceResource ?? resource;
  const problems = new Set();
  const suppressions = new Map();

  for (const { Metadata: { SourceResource: source, SuppressedRules: rules, ...others } = {} } of Object.values(transformed)) {
    if ('cfn-lint' in others) {
      problems.add(`${source}: suppresses rules in cfn-lint's own way, which takes no reason`);
    }
    for (const [rule, reason] of Object.entries(rules ?? {})) {
      suppressions.set(`${source}: suppresses ${rule}`, { reason, used: false });
    }
  }

  const deployments = filesOf(folder, 'deployment-');
  const deployed = new Set(deployments.flatMap((file) => Object.keys(read(file).Resources)));
  for (const resource of Object.keys(transformed).filter((each) => !deployed.has(each))) {
    problems.add(`${resource}: is in none of the deployments that are checked`);
  }

  const findings = [
    ...filesOf(folder, 'cfn-lint-').flatMap(cfnLintFindings),
    ...deployments.flatMap((file) => [...nagFindings(file), ...guardFindings(file)]),
  ];
  for (const { rule, resource, text } of findings) {
    const source = sourceOf(resource);
    const suppression = suppressions.get(`${source}: suppresses ${rule}`);
    if (suppression) {
      suppression.used = true;
    }
    if (!suppression || text.startsWith(COULD_NOT_BE_CHECKED)) {
      problems.add(`${source}${source === resource ? '' : ` (${resource})`}: ${rule}: ${text}`);
    }
  }

  for (const [suppression, { reason, used }] of suppressions) {
    if (typeof reason !== 'string' || reason.trim() === '') {
      problems.add(`${suppression} without a reason`);
    } else if (!used) {
      problems.add(`${suppression}, which finds nothing there`);
    }
  }
  return { problems: [...problems].sort(), suppressions };
}

function check(folder) {
  const { problems, suppressions } = judge(folder);
  problems.forEach((problem) => console.log(problem));
  console.log(`${problems.length} problems, ${suppressions.size} suppressions.`);
  return problems.length === 0;
}

function checkControl(folder) {
  const expected = read(join(folder, 'transformed.json')).Metadata.ExpectedProblems;
  const { problems } = judge(folder);
  const missed = expected.filter((start) => !problems.some((problem) => problem.startsWith(start)));
  const unexpected = problems.filter((problem) => !expected.some((start) => problem.startsWith(start)));
  missed.forEach((start) => console.log(`Not found: ${start}`));
  unexpected.forEach((problem) => console.log(`Not expected: ${problem}`));
  console.log(`${expected.length - missed.length} of the ${expected.length} expected problems found.`);
  return missed.length === 0 && unexpected.length === 0;
}

try {
  const [, , first, second] = process.argv;
  process.exitCode = (first === '--control' ? checkControl(second) : check(first)) ? 0 : 1;
} catch (error) {
  // Without the stack: it is in the linters' own code, which is one line.
  console.error(`The rules cannot be checked: ${error.message}`);
  process.exitCode = 2;
}
