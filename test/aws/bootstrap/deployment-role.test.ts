import { CfnCondition, CfnParameter, Fn } from 'aws-cdk-lib';
import { Parameters } from '../../../lib/aws/parameters';
import { testStack } from '../../support/aws';
import { makeDeploymentRole, POLICIES, renderDeploymentRole, statementsOf } from '../../support/deployment-role';
import { type EvaluatedResource, evaluated, propertiesOf, type Statement } from '../../support/evaluated';

const arnOf = (policy: string) => `arn:aws:iam::111122223333:policy/byoc/bootstrap/byoc-acme-${policy}`;

/** Names of the policies that a role has. */
const attached = (resources: Readonly<Record<string, EvaluatedResource>>) =>
  propertiesOf(resources, 'Deployment').ManagedPolicyArns.map((arn: string) => arn.replace(arnOf(''), ''));

describe('the role', () => {
  test('has a name that others know, under the path of the bootstrap', () => {
    expect(propertiesOf(renderDeploymentRole(), 'Deployment')).toMatchObject({
      RoleName: 'byoc-acme-deployment',
      Path: '/byoc/bootstrap/',
      Description: 'CloudFormation, for the data plane of installation acme',
    });
  });

  test('is taken by CloudFormation, for stacks of this account', () => {
    expect(propertiesOf(renderDeploymentRole(), 'Deployment').AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudformation.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      },
    ]);
  });

  test('has no policy but its own, and no boundary', () => {
    const { Policies, PermissionsBoundary, ManagedPolicyArns } = propertiesOf(renderDeploymentRole(), 'Deployment');
    expect([Policies, PermissionsBoundary]).toEqual([undefined, undefined]);
    for (const arn of ManagedPolicyArns) expect(arn).toContain(':policy/byoc/bootstrap/byoc-acme-');
  });

  test('gets the boundary of the customer', () => {
    const boundary = 'arn:aws:iam::111122223333:policy/boundary';
    expect(
      propertiesOf(renderDeploymentRole({ permissionsBoundary: boundary }), 'Deployment').PermissionsBoundary,
    ).toBe(boundary);
  });

  test('its policies have names that others know, and are there also where they are not attached', () => {
    const resources = renderDeploymentRole({ allowInstall: false });
    for (const name of POLICIES) {
      expect(propertiesOf(resources, name.replaceAll('-', ''))).toMatchObject({
        ManagedPolicyName: `byoc-acme-${name}`,
        Path: '/byoc/bootstrap/',
      });
    }
  });

  test('IAM attaches ten policies to a role without a request', () => {
    expect(attached(renderDeploymentRole({ allowInstall: true, allowDelete: true })).length).toBeLessThanOrEqual(10);
  });
});

describe('phases', () => {
  const PHASES: readonly (readonly [boolean, boolean, string[]])[] = [
    [false, false, ['run-ec2', 'run-eks', 'guard']],
    [true, false, ['run-ec2', 'run-eks', 'install-ec2', 'install-eks', 'remove', 'guard']],
    [false, true, ['run-ec2', 'run-eks', 'remove', 'delete', 'guard']],
    [true, true, [...POLICIES]],
  ];

  test.each(PHASES)('AllowInstall %s and AllowDelete %s attach these', (allowInstall, allowDelete, names) => {
    expect(attached(renderDeploymentRole({ allowInstall, allowDelete }))).toEqual(names);
  });

  test('conditions attach the same at deployment', () => {
    const stack = testStack();
    const when = (name: string) => {
      const { valueAsString } = new CfnParameter(stack, name);
      return new CfnCondition(stack, `Is${name}`, { expression: Fn.conditionEquals(valueAsString, 'true') });
    };
    makeDeploymentRole(stack, { allowInstall: when('Install'), allowDelete: when('Delete') });
    const found = PHASES.map(([install, remove]) =>
      attached(evaluated(stack, { Install: String(install), Delete: String(remove) })),
    );
    expect(found).toEqual(PHASES.map(([, , names]) => names));
  });

  test('one switch may be known now, the other at deployment', () => {
    const stack = testStack();
    const { valueAsString } = new CfnParameter(stack, 'Delete');
    const allowDelete = new CfnCondition(stack, 'IsDelete', {
      expression: Fn.conditionEquals(valueAsString, 'true'),
    });
    makeDeploymentRole(stack, { allowInstall: false, allowDelete });
    const found = ['false', 'true'].map((Delete) => attached(evaluated(stack, { Delete })));
    expect(found).toEqual([PHASES[0]?.[2], PHASES[2]?.[2]]);
  });

  const policyOf = (name: string) =>
    propertiesOf(renderDeploymentRole(), name.replaceAll('-', '')).PolicyDocument.Statement.flatMap(
      ({ Action }: Statement) => Action,
    );

  test('VPC, cluster and load balancers are deleted in the phase for it and no other', () => {
    const stateful = ['ec2:DeleteVpc', 'eks:DeleteCluster', 'elasticloadbalancing:DeleteLoadBalancer'];
    expect(policyOf('delete')).toEqual(expect.arrayContaining(stateful));
    for (const name of POLICIES.filter((other) => other !== 'delete')) {
      expect(policyOf(name).filter((action: string) => stateful.includes(action))).toEqual([]);
    }
  });

  test('what a failed install leaves is removed by its rollback', () => {
    expect(policyOf('remove')).toEqual(
      expect.arrayContaining(['ec2:DeleteNatGateway', 'ec2:DeleteSubnet', 'elasticloadbalancing:DeleteTargetGroup']),
    );
  });

  test('profiles and workloads come and go while the product runs', () => {
    expect(policyOf('run-eks')).toEqual(
      expect.arrayContaining(['eks:CreateNodegroup', 'eks:DeleteNodegroup', 'eks:CreatePodIdentityAssociation']),
    );
    expect(policyOf('run-ec2')).toEqual(
      expect.arrayContaining(['ec2:CreateLaunchTemplate', 'ec2:DeleteLaunchTemplate']),
    );
  });

  test('nothing is opened after the install: no rule, no endpoint, no consumer of an endpoint service', () => {
    const opening = /Authorize|CreateVpcEndpoint$|ModifyVpcEndpointServicePermissions|CreateLoadBalancer$|SetSubnets/;
    expect([...policyOf('run-ec2'), ...policyOf('run-eks')].filter((action: string) => opening.test(action))).toEqual(
      [],
    );
    expect(policyOf('install-ec2').filter((action: string) => opening.test(action)).length).toBeGreaterThan(4);
  });

  test('denials are in one policy, which is always there', () => {
    const denials = POLICIES.filter((name) =>
      propertiesOf(renderDeploymentRole(), name.replaceAll('-', '')).PolicyDocument.Statement.some(
        ({ Effect }: Statement) => Effect === 'Deny',
      ),
    );
    expect(denials).toEqual(['guard']);
    expect(
      Object.values(statementsOf())
        .filter(({ Effect }) => Effect === 'Deny')
        .map(({ Sid }) => Sid),
    ).toEqual([
      'KeepTag',
      'NoOtherTag',
      'NoOtherWayIn',
      'NeverIdentities',
      'NeverData',
      'NeverKeys',
      'NeverCode',
      'NeverShare',
    ]);
  });
});

test('what may be left empty decides at deployment: the same statements as if it were written', () => {
  const written = {
    vpcId: 'vpc-0123456789abcdef0',
    keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/k',
    administrators: ['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::111122223333:role/b'],
    endpointServices: ['com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0'],
  };
  const stack = testStack();
  const parameters = new Parameters(stack);
  const ask = (name: string) => ({ name, label: name, description: name });
  makeDeploymentRole(stack, {
    vpcId: parameters.askIfAny(ask('VpcId')),
    keyArn: parameters.askIfAny(ask('KeyArn')),
    administrators: parameters.askIfAnyOf(ask('Administrators')),
    endpointServices: parameters.askIfAnyOf(ask('EndpointServices')),
  });
  const answers = {
    VpcId: written.vpcId,
    KeyArn: written.keyArn,
    Administrators: written.administrators.join(','),
    EndpointServices: written.endpointServices.join(','),
  };
  expect(evaluated(stack)).toEqual(renderDeploymentRole());
  expect(evaluated(stack, answers)).toEqual(renderDeploymentRole(written));
});
