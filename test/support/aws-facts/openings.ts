import type { OpeningFact } from '../contract/facts';
import type { Deployment } from './deployment';
import { resources } from './read';

export function openingFacts({ dataPlane }: Deployment): OpeningFact[] {
  const inline = resources(dataPlane, 'AWS::EC2::SecurityGroup').flatMap(
    ([, { Properties }]) => Properties.SecurityGroupIngress ?? [],
  );
  const apart = resources(dataPlane, 'AWS::EC2::SecurityGroupIngress').map(([, { Properties }]) => Properties);
  return [...inline, ...apart].flatMap(({ CidrIp, CidrIpv6, FromPort, ToPort }) =>
    CidrIp === undefined && CidrIpv6 === undefined
      ? []
      : [{ from: CidrIp ?? CidrIpv6, ports: `${FromPort}-${ToPort}` }],
  );
}

export function openEgress({ dataPlane }: Deployment): string[] {
  const isOpen = ({ CidrIp, CidrIpv6 }: { CidrIp?: string; CidrIpv6?: string }) =>
    CidrIp === '0.0.0.0/0' || CidrIpv6 === '::/0';
  return [
    // A group without rules lets everything out.
    ...resources(dataPlane, 'AWS::EC2::SecurityGroup')
      .filter(
        ([, { Properties }]) =>
          (Properties.SecurityGroupEgress ?? []).length === 0 || Properties.SecurityGroupEgress.some(isOpen),
      )
      .map(([id]) => id),
    ...resources(dataPlane, 'AWS::EC2::SecurityGroupEgress')
      .filter(([, { Properties }]) => isOpen(Properties))
      .map(([id]) => id),
  ];
}
