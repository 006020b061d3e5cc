import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Report } from '../core/config-error';
import { pascalCase } from '../core/names';
import type { DeployedOutputs } from '../core/outputs';
import type { Component } from '../core/plan/listener';
import type { DataPlaneConfig } from '../core/resolve-config';
import { AGENT_LABELS, Agent, agentPropsOf } from './components/agent';
import { AgentPolicies, agentPoliciesPropsOf } from './components/agent-policies';
import { AgentRights, agentRightsPropsOf } from './components/agent-rights';
import { AlertForwarding, alertForwardingPropsOf } from './components/alert-forwarding';
import { BillingScraper, billingScraperPropsOf } from './components/billing-scraper';
import { Certificates, certificatesPropsOf } from './components/certificates';
import { ChartNetworkPolicies, chartNetworkPoliciesPropsOf } from './components/chart-network-policies';
import { Ingress, ingressPropsOf } from './components/ingress';
import { GATEWAY_LABELS } from './components/ingress-route';
import { KubeSystemTrust, kubeSystemTrustPropsOf } from './components/kube-system-trust';
import { ListenerServices, listenerServicesPropsOf } from './components/listener-services';
import { Namespaces, namespacesPropsOf } from './components/namespaces';
import { NodeProfiles, nodeProfilesPropsOf } from './components/node-profiles';
import { ProductNetwork, productNetworkPropsOf } from './components/product-network';
import { PROXY_LABELS, proxyPropsOf, Proxy as TcpProxy } from './components/proxy';
import { ServiceAttachment, serviceAttachmentPropsOf } from './components/service-attachment';
import { StateExporter, stateExporterPropsOf } from './components/state-exporter';
import { SupportAccess, supportAccessPropsOf } from './components/support-access';
import { SupportBinding, supportBindingPropsOf } from './components/support-binding';
import { SupportEnd, supportEndPropsOf } from './components/support-end';
import { WorkloadAccounts, workloadAccountsPropsOf } from './components/workload-accounts';
import { ownedBy } from './labels';

export interface DataPlaneChartProps {
  /** What `resolveConfig` made of plan and environment. */
  readonly config: DataPlaneConfig;
  /** What `parseOutputs` read of the stacks that are deployed. */
  readonly outputs: DeployedOutputs;
}

/** Labels of the pods behind each component's load balancers. */
const SELECTORS: Readonly<Record<Component, Readonly<Record<string, string>>>> = {
  agent: AGENT_LABELS,
  proxy: PROXY_LABELS,
  ingress: GATEWAY_LABELS,
};

/**
 * Everything of ours that runs in the cluster, one chart per file in the order in which the files are applied. Those
 * before `10-` need nothing; the others need the definitions that the cluster services' own charts bring.
 *
 * @throws ConfigError if the outputs are another installation's
 */
export class DataPlaneChart extends Chart {
  /** The files by name, in the order in which they are applied; removed in reverse order. */
  public readonly files: readonly Chart[];

  public constructor(scope: Construct, id: string, props: DataPlaneChartProps) {
    super(scope, id);
    const { config, outputs } = props;
    checkTheyBelongTogether(config, outputs);
    const labels = ownedBy(config.environment.id);
    const files: Chart[] = [];
    const fileOf = (name: string): Chart => {
      const known = files.find(({ node }) => node.id === name);
      if (known !== undefined) return known;
      const chart = new Chart(this, name, { labels, disableResourceNameHashes: true });
      files.push(chart);
      return chart;
    };

    const add = <Props>(
      name: string,
      Component: new (scope: Construct, id: string, props: Props) => Construct,
      componentProps: Props | undefined,
    ): void => {
      if (componentProps !== undefined) new Component(fileOf(name), Component.name, componentProps);
    };

    add('00-namespaces', Namespaces, namespacesPropsOf(config));
    add('00-namespaces', KubeSystemTrust, kubeSystemTrustPropsOf(config));
    add('01-classes', NodeProfiles, nodeProfilesPropsOf(config, outputs));
    add('02-policies', SupportAccess, supportAccessPropsOf(config));
    add('02-policies', AgentPolicies, agentPoliciesPropsOf(config));
    add('03-charts-network', ChartNetworkPolicies, chartNetworkPoliciesPropsOf(config, outputs));
    add('04-product-network', ProductNetwork, productNetworkPropsOf(config));
    add('05-accounts', WorkloadAccounts, workloadAccountsPropsOf(config, outputs));

    add('10-agent', Agent, agentPropsOf(config, outputs));
    add('10-agent', AgentRights, agentRightsPropsOf(config));
    add('20-proxy', TcpProxy, proxyPropsOf(config, outputs));
    add('30-certificates', Certificates, certificatesPropsOf(config, outputs));
    add('40-ingress', Ingress, ingressPropsOf(config, outputs));
    add('50-telemetry', StateExporter, stateExporterPropsOf(config, outputs));
    add('50-telemetry', BillingScraper, billingScraperPropsOf(config));
    add('50-telemetry', AlertForwarding, alertForwardingPropsOf(config, outputs));
    for (const component of ['agent', 'proxy', 'ingress'] as const) {
      const services = listenerServicesPropsOf(config, outputs, component, SELECTORS[component]);
      if (services !== undefined) new ListenerServices(fileOf('80-targets'), pascalCase(component), services);
      const attachment = serviceAttachmentPropsOf(config, outputs, component);
      if (attachment !== undefined) {
        new ServiceAttachment(fileOf('80-targets'), `${pascalCase(component)}Attachment`, attachment);
      }
    }
    // Nobody is let in before it is sure that it ends.
    add('90-support-binding', SupportEnd, supportEndPropsOf(config, outputs));
    add('90-support-binding', SupportBinding, supportBindingPropsOf(config));
    this.files = files;
  }
}

/** Names in the outputs are functions of the environment: those of another one would tie pods to its load balancers. */
function checkTheyBelongTogether(config: DataPlaneConfig, outputs: DeployedOutputs): void {
  const report = new Report();
  const same = (name: 'cloud' | 'environmentId' | 'region', wanted: string) => {
    if (outputs[name] === wanted) return;
    report.problem(['outputs', name], `be ${wanted}`, outputs[name], 'read the outputs of this installation');
  };
  same('cloud', config.cloud);
  same('environmentId', config.environment.id);
  same('region', config.environment.region);
  for (const { name } of config.listeners) {
    if (outputs.listeners[name] !== undefined) continue;
    report.problem(['outputs', 'listeners', name], 'be there', undefined, 'deploy the data plane with this plan');
  }
  for (const { name } of config.identities) {
    if (outputs.workloads[name] !== undefined) continue;
    report.problem(['outputs', 'workloads', name], 'be there', undefined, 'deploy custody with this plan');
  }
  report.throwIfAny();
}
