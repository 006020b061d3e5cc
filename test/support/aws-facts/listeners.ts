import { pascalCase } from '../../../lib/core/names';
import type { ListenerFact } from '../contract/facts';
import type { Deployment } from './deployment';
import { attribute, resources } from './read';

export function listenerFacts({ config, dataPlane }: Deployment): ListenerFact[] {
  const loadBalancers = dataPlane.all('AWS::ElasticLoadBalancingV2::LoadBalancer');
  const rules = (direction: 'Ingress' | 'Egress') =>
    resources(dataPlane, `AWS::EC2::SecurityGroup${direction}`).map(([, { Properties }]) => Properties);
  return resources(dataPlane, 'AWS::ElasticLoadBalancingV2::Listener').map(([id, { Properties }]): ListenerFact => {
    const loadBalancerId = Properties.LoadBalancerArn.slice(1, -1);
    const loadBalancer = loadBalancers[loadBalancerId]?.Properties;
    const target: string = Properties.DefaultActions[0].TargetGroupArn;
    const targets = dataPlane.resources[target.slice(1, -1)]?.Properties;
    const groups: string[] = loadBalancer.SecurityGroups ?? [];
    const toPods = rules('Egress').filter(({ GroupId }) => groups.includes(GroupId));
    const fromLoadBalancer = rules('Ingress').filter(({ SourceSecurityGroupId }) =>
      groups.includes(SourceSecurityGroupId),
    );
    const services = resources(dataPlane, 'AWS::EC2::VPCEndpointService').filter(([, service]) =>
      service.Properties.NetworkLoadBalancerArns.includes(`<${loadBalancerId}>`),
    );
    return {
      name: config.listeners.find((listener) => target.slice(1, -1).endsWith(targetId(listener)))?.name ?? id,
      exposure: loadBalancer.Scheme === 'internal' ? 'internal' : 'external',
      address: `<${loadBalancerId}.DNSName>`,
      target,
      port: Properties.Port,
      containerPort: targets.Port,
      healthPort: targets.HealthCheckProtocol === 'HTTP' ? Number(targets.HealthCheckPort) : 0,
      proxyProtocol: attribute(targets.TargetGroupAttributes, 'proxy_protocol_v2.enabled') === 'true',
      allowedCidrs: rules('Ingress').flatMap(({ GroupId, CidrIp, FromPort, ToPort }) =>
        groups.includes(GroupId) && FromPort <= Properties.Port && Properties.Port <= ToPort ? [CidrIp] : [],
      ),
      podPorts: toPods.flatMap(({ FromPort, ToPort }) =>
        FromPort === ToPort && fromLoadBalancer.some((rule) => rule.FromPort === FromPort && rule.ToPort === ToPort)
          ? [FromPort]
          : [],
      ),
      placedIn: loadBalancer.Subnets,
      privateConsumers: services.flatMap(([serviceId]) =>
        resources(dataPlane, 'AWS::EC2::VPCEndpointServicePermissions')
          .filter(([, permissions]) => permissions.Properties.ServiceId === `<${serviceId}>`)
          .flatMap(([, permissions]) => permissions.Properties.AllowedPrincipals),
      ),
      consumersMustBeAccepted: services.every(([, service]) => service.Properties.AcceptanceRequired === true),
    };
  });
}

/** End of the logical id of a listener's target group. */
function targetId({ name, component, exposure }: Deployment['config']['listeners'][number]): string {
  return `${pascalCase(`${component}-${exposure}`)}Targets${name.replaceAll('-', '')}`;
}
