import type { IdentityFact } from '../contract/facts';
import { bucketFacts } from './buckets';
import { capabilitiesOf } from './capabilities';
import type { Deployment } from './deployment';
import { resources } from './read';
import { roleArn, trustedAccounts } from './roles';

export function identityFacts(deployment: Deployment): IdentityFact[] {
  const { config, custody, dataPlane } = deployment;
  const { environment } = config;
  const ties = resources(dataPlane, 'AWS::EKS::PodIdentityAssociation').map(([, { Properties }]) => Properties);
  const tiedTo = (arn: string) =>
    ties
      .filter(({ RoleArn }) => RoleArn === arn)
      .map(({ Namespace, ServiceAccount }) => `${Namespace}/${ServiceAccount}`);
  const ofAddOns = resources(dataPlane, 'AWS::EKS::Addon').flatMap(([, { Properties }]) =>
    (Properties.PodIdentityAssociations ?? []).map(({ RoleArn }: { RoleArn: string }) => RoleArn),
  );
  const bucketArns = new Map(
    bucketFacts(deployment).map(({ name, ref, made }) => [
      made ? ref.replace('>', '.Arn>') : `arn:aws:s3:::${ref}`,
      name,
    ]),
  );
  const made = resources(custody, 'AWS::IAM::Role')
    .filter(([, { Properties }]) => Properties.Path === `/byoc/env/${environment.id}/pods/`)
    .filter(([, { Properties }]) => !ofAddOns.includes(roleArn(Properties)))
    .map(([id, { Properties }]): IdentityFact => {
      return {
        name: Properties.RoleName.slice(environment.id.length + 1),
        ref: `<${id}.Arn>`,
        made: true,
        serviceAccounts: trustedAccounts(Properties),
        tiedTo: tiedTo(roleArn(Properties)),
        ...capabilitiesOf(Properties, bucketArns),
      };
    });
  const own = Object.entries(environment.own.roles)
    .filter(([name]) => config.identities.some((identity) => identity.name === name))
    .map(([name, ref]) => ({
      name,
      ref,
      made: false,
      serviceAccounts: [],
      tiedTo: tiedTo(ref),
      capabilities: [],
      unexplained: [],
    }));
  return [...made, ...own];
}
