import type { DataPlaneConfig } from '../../core/resolve-config';
import { namesOf } from '../names';

/** The commands of docs/reach-the-cluster.md that apply to an installation. */
export function reachCommand({ environment }: DataPlaneConfig<'aws'>): string {
  const { region, id } = environment;
  const cluster = namesOf(id).cluster;
  const kubeconfig = `aws eks update-kubeconfig --region ${region} --name ${cluster}`;
  if (environment.kubernetesApi.access === 'public')
    return `${kubeconfig} (from ${environment.kubernetesApi.allowedCidrs.join(' ')})`;
  if (!environment.nodeShell) return `${kubeconfig} (inside the network only: through a peered network or a VPN)`;
  const node =
    `aws ec2 describe-instances --region ${region} --filters Name=tag:eks:cluster-name,Values=${cluster} ` +
    "Name=tag:byoc:profile,Values=system Name=instance-state-name,Values=running --query 'Reservations[0].Instances[0].InstanceId' --output text";
  return (
    `aws ssm start-session --region ${region} --target $(${node}) ` +
    '--document-name AWS-StartPortForwardingSessionToRemoteHost --parameters ' +
    `host=$(aws eks describe-cluster --region ${region} --name ${cluster} --query cluster.endpoint --output text | cut -c9-),portNumber=443,localPortNumber=8443` +
    ' (then point kubectl at it: docs/reach-the-cluster.md, way 2)'
  );
}
