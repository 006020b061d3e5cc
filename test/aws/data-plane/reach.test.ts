import { reachCommand } from '../../../lib/aws/data-plane/reach';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';

test('a private API is reached from inside the network', () => {
  expect(reachCommand(resolveConfig(minimalPlan(), minimalEnvironment()))).toBe(
    'aws eks update-kubeconfig --region eu-central-1 --name byoc-demo (inside the network only: through a peered network or a VPN)',
  );
});

test('a public API is reached from the listed networks', () => {
  expect(reachCommand(resolveConfig(fullPlan(), fullEnvironment()))).toBe(
    'aws eks update-kubeconfig --region eu-central-1 --name byoc-acme (from 198.51.100.0/24)',
  );
});

test('with nodeShell, a session on a system node forwards a port', () => {
  const config = resolveConfig(minimalPlan(), { ...minimalEnvironment(), nodeShell: true });
  expect(reachCommand(config)).toBe(
    'aws ssm start-session --region eu-central-1 --target $(aws ec2 describe-instances --region eu-central-1 ' +
      '--filters Name=tag:eks:cluster-name,Values=byoc-demo Name=tag:byoc:profile,Values=system ' +
      "Name=instance-state-name,Values=running --query 'Reservations[0].Instances[0].InstanceId' --output text) " +
      '--document-name AWS-StartPortForwardingSessionToRemoteHost --parameters ' +
      'host=$(aws eks describe-cluster --region eu-central-1 --name byoc-demo --query cluster.endpoint --output text | cut -c9-),' +
      'portNumber=443,localPortNumber=8443 (then point kubectl at it: docs/reach-the-cluster.md, way 2)',
  );
});
