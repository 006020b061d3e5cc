import { aws_ec2 as ec2, aws_iam as iam, Stack } from 'aws-cdk-lib';
import { AwsDataPlaneStack } from '../../../lib/aws/data-plane/data-plane-stack';
import { AwsNetwork } from '../../../lib/aws/data-plane/network';
import { parseOutputs } from '../../../lib/core/parse-outputs';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { ENV, Rendered, synthesize, testApp } from '../../support/aws';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';

describe('the stack of the least', () => {
  let stack: AwsDataPlaneStack;
  let rendered: Rendered;
  beforeAll(() => {
    stack = new AwsDataPlaneStack(testApp(), 'any-id', { config: resolveConfig(minimalPlan(), minimalEnvironment()) });
    rendered = Rendered.of(stack);
  });

  test('is called after the environment and protected', () => {
    expect([stack.stackName, stack.terminationProtection]).toEqual(['byoc-demo-data', true]);
    expect(rendered.json).toMatchObject({
      Description: 'Network, cluster, nodes and load balancers of an installation',
    });
  });

  test('puts its outputs out under fixed names', () => {
    const plane = 'DataPlaneNetwork';
    expect(rendered.outputs).toEqual({
      Contract: '1',
      EnvironmentId: 'demo',
      ClusterName: '<DataPlaneCluster>',
      ClusterEndpoint: '<DataPlaneCluster.Endpoint>',
      ClusterVersion: '1.36',
      ClusterIssuer: '<DataPlaneCluster.OpenIdConnectIssuerUrl>',
      NetworkId: `<${plane}>`,
      NodeSubnetIds: `<${plane}PrivateSubnet1>,<${plane}PrivateSubnet2>,<${plane}PrivateSubnet3>`,
      EgressAddresses: `<${plane}NatAddress1>,<${plane}NatAddress2>,<${plane}NatAddress3>`,
      ReachTheCluster:
        'aws eks update-kubeconfig --region eu-central-1 --name byoc-demo (inside the network only: through a peered network or a VPN)',
    });
  });

  test('exports nothing', () => {
    expect(Object.values(rendered.json.Outputs ?? {}).flatMap((output) => output.Export ?? [])).toEqual([]);
  });

  test('refers to the custody that is deployed, by names and the one export', () => {
    expect(JSON.stringify(rendered.json).match(/"Fn::ImportValue":"[^"]*"/g)).toEqual(
      Array(3).fill('"Fn::ImportValue":"byoc-demo-key"'),
    );
  });
});

test('each listener has two outputs', () => {
  const stack = new AwsDataPlaneStack(testApp(), 'any-id', { config: resolveConfig(fullPlan(), fullEnvironment()) });
  const listeners = Object.entries(Rendered.of(stack).outputs).filter(([name]) => name.startsWith('Listener'));
  const plane = 'DataPlaneLoadBalancers';
  expect(Object.fromEntries(listeners)).toEqual({
    ListenerAgentAddress: `<${plane}AgentInternal.DNSName>`,
    ListenerAgentTarget: `<${plane}AgentInternalTargetsagent>`,
    ListenerSqlAddress: `<${plane}ProxyInternal.DNSName>`,
    ListenerSqlTarget: `<${plane}ProxyInternalTargetssql>`,
    ListenerHttpsAddress: `<${plane}IngressInternal.DNSName>`,
    ListenerHttpsTarget: `<${plane}IngressInternalTargetshttps>`,
    ListenerHttpsExternalAddress: `<${plane}IngressExternal.DNSName>`,
    ListenerHttpsExternalTarget: `<${plane}IngressExternalTargetshttpsexternal>`,
  });
});

test('a network that the customer routes has no addresses to put out', () => {
  const config = resolveConfig(minimalPlan(), { ...minimalEnvironment(), network: { nat: 'none' } });
  expect(Rendered.of(new AwsDataPlaneStack(testApp(), 'any-id', { config })).outputs.EgressAddresses).toBeUndefined();
});

test('takes a network of the same app', () => {
  const app = testApp();
  const networking = new Stack(app, 'networking', { env: ENV });
  const vpc = new ec2.Vpc(networking, 'Vpc', {
    availabilityZones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
  });
  const stack = new AwsDataPlaneStack(app, 'any-id', {
    config: resolveConfig(minimalPlan(), minimalEnvironment()),
    network: AwsNetwork.fromVpc(networking, 'Network', { vpc: vpc as ec2.IVpc }),
  });
  Rendered.of(stack).template.resourceCountIs('AWS::EC2::VPC', 0);
});

test.each([
  ['least', minimalPlan(), minimalEnvironment()],
  ['everything', fullPlan(), fullEnvironment()],
] as const)('the outputs of the %s, once deployed, are what the manifests read', (_, plan, environment) => {
  const config = resolveConfig(plan, environment);
  const { custody, dataPlane } = synthesize(config);
  const deployed = {
    'byoc-custody': custody.outputs,
    'byoc-data': { ...dataPlane.outputs, ClusterName: `byoc-${environment.id}` },
  };
  const outputs = parseOutputs(config, deployed);
  expect(outputs.network.nodeSubnetIds).toHaveLength(3);
  expect(Object.keys(outputs.listeners)).toEqual(config.listeners.map(({ name }) => name));
  expect(Object.keys(outputs.workloads)).toEqual(config.identities.map(({ name }) => name));
});

test('takes further administrators, as its data plane does', () => {
  const config = resolveConfig(minimalPlan(), minimalEnvironment());
  const app = testApp();
  const role = iam.Role.fromRoleArn(new Stack(app, 'Roles'), 'Role', 'arn:aws:iam::111122223333:role/later');
  const stack = new AwsDataPlaneStack(app, 'Plane', { config, administrators: [role] });
  const principals = Object.values(Rendered.of(stack).all('AWS::EKS::AccessEntry')).map(
    ({ Properties }) => Properties.PrincipalArn,
  );
  expect(principals).toContain('arn:aws:iam::111122223333:role/later');
});
