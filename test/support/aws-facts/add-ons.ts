import { KUBERNETES_RELEASES } from '../../../lib/core/versions';
import type { AddOnFact } from '../contract/facts';
import type { Deployment } from './deployment';
import { resources } from './read';
import { roleArn, trustedAccounts } from './roles';

/** Add-ons without which a node does not become ready. */
const FOR_NODES = ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent'];

export function addOnFacts({ config, custody, dataPlane }: Deployment): AddOnFact[] {
  const pinned = KUBERNETES_RELEASES[config.plan.kubernetesVersion]?.eksAddOns ?? {};
  return resources(dataPlane, 'AWS::EKS::Addon').map(([, { Properties, DependsOn }]) => {
    const { AddonName: name, AddonVersion: version } = Properties;
    const waitsFor = DependsOn.flatMap((id) => dataPlane.all('AWS::EKS::Nodegroup')[id] ?? []);
    return {
      name,
      ...(version === undefined ? {} : { version }),
      ...(pinned[name] === undefined ? {} : { pinned: pinned[name] }),
      afterNodes: !FOR_NODES.includes(name),
      trusted: (Properties.PodIdentityAssociations ?? []).flatMap(({ RoleArn }: { RoleArn: string }) =>
        resources(custody, 'AWS::IAM::Role')
          .filter(([, role]) => roleArn(role.Properties) === RoleArn)
          .flatMap(([, role]) => trustedAccounts(role.Properties)),
      ),
      tiedTo: (Properties.PodIdentityAssociations ?? []).map(
        ({ ServiceAccount }: { ServiceAccount: string }) => `kube-system/${ServiceAccount}`,
      ),
      waitsFor: [...new Set(waitsFor.map((group) => group.Properties.Labels?.['byoc/profile'] ?? ''))],
    };
  });
}
