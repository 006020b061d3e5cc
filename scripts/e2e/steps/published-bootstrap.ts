import { principalsOf, resourcePoliciesOf } from '../../access/principals';
import { Account, type Principal, type Verdict } from '../../access/simulator';
import type { Api } from '../api';
import type { AwsCli } from '../aws-cli';
import { expectEqual } from '../deployed-stack';
import { type Granted, grantedBy, grantedIn } from '../granted';
import { expectSame, takeInventory } from '../inventory';
import { PublishedTemplate } from '../published';
import type { Scenario } from '../results';
import { settledStatus, untilGone } from './change-sets';
import { BAD_ANSWERS, BAD_VALUES, GOOD_ANSWERS } from './published-bad-values';
import {
  ACCOUNT,
  FIRST_ANSWERS,
  NAMES,
  OWN_BOUNDARY,
  OWN_BOUNDARY_DOCUMENT,
  type Question,
  REGION,
  SWITCHES,
} from './published-switches';

/** The console lets people choose any name. */
const STACK = 'access-of-our-vendor';
const PLACE = { account: ACCOUNT, region: REGION, partition: 'aws' };
const CAPABILITIES = ['--capabilities', 'CAPABILITY_NAMED_IAM'];
const { path, boundary } = NAMES.bootstrap;

/** The committed template, deployed as the console does it, and each of its parameters changed once. */
export async function tryPublishedBootstrap(scenario: Scenario, cli: AwsCli, api: Api): Promise<void> {
  const template = new PublishedTemplate('bootstrap');
  const names = Object.keys(template.json.Parameters);
  const answers: Record<string, string> = { ...FIRST_ANSWERS };
  const before = await takeInventory(api);

  await refuseBadValues(scenario, api, template);
  await scenario.step('aws cloudformation create-stack makes it, without cdk bootstrap', async () => {
    await cli.run(
      ...['cloudformation', 'create-stack', '--stack-name', STACK, '--template-body', `file://${template.file}`],
      ...CAPABILITIES,
      ...asParameters(
        Object.entries(answers).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
      ),
    );
    expectEqual('status', await settledStatus(api, STACK), 'CREATE_COMPLETE');
    await expectGranted();
    const policy = { PolicyName: OWN_BOUNDARY.split('/')[1], PolicyDocument: JSON.stringify(OWN_BOUNDARY_DOCUMENT) };
    await api.call('iam', 'create_policy', policy);
  });
  for (const { parameter, value, questions } of SWITCHES) {
    const verdicts = questions.map(({ action, before, after }) => `${action} ${before}, then ${after}`);
    await scenario.step(`${parameter}=${value}: ${verdicts.join('; ')}`, async () => {
      await expectVerdicts(questions, 'before');
      answers[parameter] = value;
      await cli.run(
        ...['cloudformation', 'update-stack', '--stack-name', STACK, '--use-previous-template'],
        ...CAPABILITIES,
        ...asParameters(
          names.map((ParameterKey) =>
            ParameterKey === parameter
              ? { ParameterKey, ParameterValue: value }
              : { ParameterKey, UsePreviousValue: true },
          ),
        ),
      );
      expectEqual('status', await settledStatus(api, STACK), 'UPDATE_COMPLETE');
      await expectGranted();
      await expectVerdicts(questions, 'after');
    });
  }
  await scenario.check('every parameter but the id of the environment was changed', async () => {
    const changed = new Set(['EnvironmentId', ...SWITCHES.map(({ parameter }) => parameter)]);
    expectEqual('parameters', [...changed].sort(), [...names].sort());
  });
  await scenario.step('aws cloudformation delete-stack leaves nothing', async () => {
    await cli.run('cloudformation', 'delete-stack', '--stack-name', STACK);
    await untilGone(api, STACK);
    await api.call('iam', 'delete_policy', { PolicyArn: OWN_BOUNDARY });
    expectSame(await takeInventory(api), before);
  });
  scenario.notShown('IAM enforces these policies; they are read back and simulated');
  scenario.notShown('IAM refuses a policy that is too long, a principal that does not exist, and a missing capability');

  /** What IAM holds is what the template says for these answers. */
  async function expectGranted(): Promise<void> {
    const [actual, expected] = [
      await grantedIn(api, path),
      grantedBy(template.json, { ...PLACE, stackName: STACK, parameters: answers }),
    ];
    expectEqual('roles and policies', Object.keys(actual), Object.keys(expected));
    for (const [name, { properties }] of Object.entries(expected)) {
      expectEqual(name, actual[name]?.properties, properties);
    }
  }

  async function expectVerdicts(questions: readonly Question[], when: 'before' | 'after'): Promise<void> {
    const granted = await grantedIn(api, path);
    const account = new Account(PLACE, resourcePoliciesOf(granted, PLACE));
    for (const { who, action, resource, context, ...verdicts } of questions) {
      const verdict = await account.ask(principalOf(who, granted), action, resource, context);
      expectEqual(`${action} ${when} the change`, verdict, verdicts[when] satisfies Verdict);
    }
  }
}

async function refuseBadValues(scenario: Scenario, api: Api, template: PublishedTemplate): Promise<void> {
  const { Parameters } = template.json;
  const values = Object.entries(BAD_VALUES).flatMap(([name, bad]) => bad.map((value) => [name, value] as const));
  const create = (answers: Readonly<Record<string, string>>) =>
    api.call('cloudformation', 'create_stack', {
      StackName: 'refused',
      TemplateBody: template.text,
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      Parameters: Object.entries(answers).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
    });
  await scenario.check(
    `${values.length} bad values of ${Object.keys(BAD_VALUES).length} parameters and ${BAD_ANSWERS.length} bad pairs are refused with the template's message`,
    async () => {
      const before = await takeInventory(api);
      expectEqual('parameters', Object.keys(BAD_VALUES).sort(), Object.keys(Parameters).sort());
      for (const [name, value] of values) {
        const { ConstraintDescription, AllowedValues } = Parameters[name];
        const says = ConstraintDescription === undefined ? AllowedValues : [ConstraintDescription];
        await expectRefusal(create({ ...GOOD_ANSWERS, [name]: value }), [name, ...says], `${name}=${value}`);
      }
      for (const [answers, message] of BAD_ANSWERS) await expectRefusal(create(answers), [message], message);
      expectSame(await takeInventory(api), before);
    },
  );
}

/** As JSON: the short form would take a list apart. */
function asParameters(parameters: readonly object[]): string[] {
  return ['--parameters', JSON.stringify(parameters)];
}

async function expectRefusal(call: Promise<unknown>, says: readonly string[], what: string): Promise<void> {
  const error = await call.then(
    () => undefined,
    (reason: Error) => reason,
  );
  if (error === undefined) throw new Error(`${what} was not refused`);
  if (!says.every((text) => error.message.includes(text))) {
    throw new Error(`${what} is not refused with '${says.join(' ')}': ${error.message}`);
  }
}

function principalOf(who: Question['who'], granted: Granted): Principal {
  if (typeof who !== 'string') return who;
  if (who !== 'workload') {
    const found = principalsOf(granted, PLACE, { [OWN_BOUNDARY]: OWN_BOUNDARY_DOCUMENT })[who];
    if (found === undefined) throw new Error(`there is no role ${who}`);
    return found;
  }
  return {
    arn: `arn:aws:iam::${ACCOUNT}:${NAMES.roleResource('engine', 'pods')}`,
    policies: [{ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
    boundary: granted[boundary]?.properties.PolicyDocument,
  };
}
