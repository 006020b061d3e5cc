import { AwsBootstrapTemplate } from '../../../../lib/aws/bootstrap/bootstrap-template';
import { namesOf } from '../../../../lib/aws/names';
import { resolveConfig } from '../../../../lib/core/resolve-config';
import {
  evaluateWithArns,
  managedPoliciesOf,
  principalsOf,
  resourcePoliciesOf,
} from '../../../../scripts/access/principals';
import { Account, EVERYTHING, type PolicyDocument, type Principal } from '../../../../scripts/access/simulator';
import type { EvaluatedResource, EvaluationInput, TemplateJson } from '../../../../scripts/access/template';
import { ACCOUNT, REGION, synthesize, testApp } from '../../../support/aws';
import { fullEnvironment, fullPlan } from '../../../support/config';
import { KEY } from '../../../support/simulate';

/** What the customer answers when it deploys the bootstrap. */
const USUAL = {
  EnvironmentId: 'acme',
  ClusterAdministratorArns: `arn:aws:iam::${ACCOUNT}:role/platform-admin`,
  Mode: 'managed',
  VendorPrincipals: 'arn:aws:iam::999988887777:role/control-plane',
  ExternalId: '9f2c1a7755d04c1e8f6b',
  VendorAccessExpiresAt: '2028-01-31T00:00:00Z',
  ArtifactPrefix: 'riverbed-releases/templates/',
  AllowInstall: 'true',
  AllowDelete: 'false',
  PublicApi: 'false',
  ExternalLoadBalancers: 'false',
  VpcId: '',
  EndpointServiceNames: `com.amazonaws.vpce.${REGION}.vpce-svc-0123456789abcdef0`,
  KeyArn: '',
  PermissionsBoundaryArn: '',
  ObjectsFromNetworkOnly: 'true',
  TelemetryQueueArn: `arn:aws:sqs:${REGION}:999988887777:riverbed-state`,
  BillingPrefix: 'riverbed-billing/usage/',
} as const;

/** What a template does not ask that is made with a plan. */
const IN_PLAN = ['VendorPrincipals', 'ArtifactPrefix'];

/** What is answered in another way than usual. */
export type Grants = Partial<Record<keyof typeof USUAL, string>> & {
  /** Whether the template is the vendor's own, made with its plan. @default - it asks who the vendor is */
  readonly ofPlan?: true;
};

/** Name of the bootstrap's stack, as somebody chose it in the console. */
export const STACK_NAME = 'chosen-by-hand';
/** A boundary that the customer has of its own, which lets everything through. */
export const OWN_BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
const PLACE = { account: ACCOUNT, region: REGION, partition: 'aws' };
const { path, boundary: boundaryName } = namesOf('acme').bootstrap;
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy${path}${boundaryName}`;

/** Everybody's policies in an account where bootstrap and custody are deployed. */
export class World {
  /** Made once for the same grants. */
  public static readonly of = cached((grants: Grants = {}) => new World(grants));

  public readonly account: Account;
  /** The limit of the installation's roles. */
  public readonly boundary: PolicyDocument;
  private readonly roles: Readonly<Record<string, Principal>>;

  private constructor(grants: Grants) {
    const { ofPlan = false, ...answers } = grants;
    const template = bootstrapTemplate(ofPlan);
    const asked = Object.entries({ ...USUAL, ...answers }).filter(([name]) => !ofPlan || !IN_PLAN.includes(name));
    const bootstrap = deployed(template, STACK_NAME, Object.fromEntries(asked));
    const custody = deployed(custodyTemplate(grants.PermissionsBoundaryArn), namesOf('acme').stacks.custody);
    const policies: Record<string, PolicyDocument> = {
      ...managedPoliciesOf(bootstrap, PLACE),
      [OWN_BOUNDARY]: EVERYTHING,
    };
    const key = Object.values(custody).find(({ type }) => type === 'AWS::KMS::Key');
    this.boundary = policies[BOUNDARY] ?? EVERYTHING;
    this.roles = { ...principalsOf(bootstrap, PLACE, policies), ...principalsOf(custody, PLACE, policies) };
    this.account = new Account(PLACE, {
      ...resourcePoliciesOf(bootstrap, PLACE),
      ...resourcePoliciesOf(custody, PLACE),
      [KEY]: key?.properties.KeyPolicy,
    });
  }

  /** A role of bootstrap or custody by its name. */
  public role(name: string): Principal {
    const found = this.roles[name];
    if (found === undefined) throw new Error(`no role '${name}' in ${Object.keys(this.roles).join(', ')}`);
    return found;
  }
}

const bootstrapTemplate = cached((ofPlan: boolean) => {
  const app = testApp();
  const { aws } = configWith().plan.vendor;
  const props = ofPlan && aws !== undefined ? { vendor: aws } : {};
  const { artifactId } = new AwsBootstrapTemplate(app, 'Bootstrap', props);
  return app.synth().getStackArtifact(artifactId).template as TemplateJson;
});

const custodyTemplate = cached(
  (permissionsBoundary?: string): TemplateJson => synthesize(configWith(permissionsBoundary)).custody.json,
);

function configWith(permissionsBoundary?: string) {
  const { own, ...environment } = fullEnvironment();
  const { metricsWorkspace = '' } = own ?? {};
  const boundary = permissionsBoundary === undefined ? {} : { permissionsBoundary };
  return resolveConfig(fullPlan(), { ...environment, own: { metricsWorkspace, ...boundary } });
}

function deployed(
  template: TemplateJson,
  stackName: string,
  parameters: Readonly<Record<string, string>> = {},
): Readonly<Record<string, EvaluatedResource>> {
  const unknown = Object.keys(parameters).filter((name) => template.Parameters?.[name] === undefined);
  if (unknown.length > 0) throw new Error(`the template has no parameter ${unknown.join(', ')}`);
  const reference: EvaluationInput['reference'] = (_, type) => (type === 'AWS::KMS::Key' ? KEY : undefined);
  return evaluateWithArns(template, { ...PLACE, stackName, parameters, reference });
}

/** The function, called once for the same argument. */
function cached<Argument, Result>(make: (argument: Argument) => Result): (argument: Argument) => Result {
  const made = new Map<string, Result>();
  return (argument) => {
    const key = JSON.stringify(argument) ?? '';
    const result = made.get(key) ?? make(argument);
    made.set(key, result);
    return result;
  };
}
