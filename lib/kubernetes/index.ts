import './peers';

export {
  AdmissionPolicy,
  type AdmissionPolicyProps,
  type PolicyValidation,
  type RequestRule,
} from './access/admission-policy';
export { CHARTS, type ChartRelease, chartReleasesOf, chartsOf } from './charts';
export { ArgoApplication, type ArgoApplicationProps } from './charts/argo-applications';
export type {
  ChartContext,
  ChartValue,
  ChartValues,
  HelmChart,
  IgnoredDifference,
  Leftover,
} from './charts/helm-chart';
export { imageList, imagesOf, type MirroredImage } from './charts/images';
export { type ChartFile, renderCharts } from './charts/render-charts';
export { AGENT_LABELS, Agent, type AgentProps, agentPropsOf } from './components/agent';
export { AgentPolicies, type AgentPoliciesProps, agentPoliciesPropsOf } from './components/agent-policies';
export { AgentRights, type AgentRightsProps, agentRightsPropsOf } from './components/agent-rights';
export { AlertForwarding, type AlertForwardingProps, alertForwardingPropsOf } from './components/alert-forwarding';
export {
  BillingScraper,
  type BillingScraperProps,
  type BillingScraperSidecar,
  billingScraper,
  billingScraperPropsOf,
} from './components/billing-scraper';
export {
  type CertificateIssuer,
  type DnsZone,
  Issuer,
  type IssuerProps,
  VENDOR_CA_SECRET,
} from './components/certificate-issuer';
export {
  Certificates,
  type CertificatesProps,
  type CertifiedHost,
  certificatesPropsOf,
  certifiedHostsOf,
} from './components/certificates';
export {
  ChartNetworkPolicies,
  type ChartNetworkPoliciesProps,
  chartNetworkPoliciesPropsOf,
} from './components/chart-network-policies';
export { Ingress, type IngressProps, ingressPropsOf } from './components/ingress';
export { IngressAccess, type IngressAccessProps } from './components/ingress-access';
export { GATEWAY_LABELS, IngressRoute } from './components/ingress-route';
export { KubeSystemTrust, type KubeSystemTrustProps, kubeSystemTrustPropsOf } from './components/kube-system-trust';
export {
  ListenerServices,
  type ListenerServicesProps,
  listenerServiceName,
  listenerServicesPropsOf,
  type NamedListener,
} from './components/listener-services';
export {
  Namespace,
  type NamespaceProps,
  type NamespaceQuota,
  Namespaces,
  type NamespacesProps,
  namespacesPropsOf,
} from './components/namespaces';
export { NodeProfiles, type NodeProfilesProps, nodeProfilesPropsOf } from './components/node-profiles';
export type { PrivateLinkService } from './components/private-link-service';
export {
  ProductNetwork,
  type ProductNetworkProps,
  productNetworkPropsOf,
  type WorkloadWayOut,
} from './components/product-network';
export { haproxyConfigurationOf, PROXY_LABELS, Proxy, type ProxyProps, proxyPropsOf } from './components/proxy';
export {
  type PrivateConsumer,
  ServiceAttachment,
  type ServiceAttachmentProps,
  serviceAttachmentPropsOf,
} from './components/service-attachment';
export { StateExporter, type StateExporterProps, stateExporterPropsOf } from './components/state-exporter';
export {
  SUPPORT_ROLES,
  SupportAccess,
  type SupportAccessProps,
  supportAccessPropsOf,
} from './components/support-access';
export { SupportBinding, type SupportBindingProps, supportBindingPropsOf } from './components/support-binding';
export { SupportEnd, type SupportEndProps, supportEndPropsOf } from './components/support-end';
export { SupportPolicies, type SupportPoliciesProps } from './components/support-policies';
export { WorkloadAccounts, type WorkloadAccountsProps, workloadAccountsPropsOf } from './components/workload-accounts';
export { DataPlaneChart, type DataPlaneChartProps } from './data-plane-chart';
export { type ClusterNetwork, clusterNetworkOf } from './network/cluster-network';
export {
  type NetworkRule,
  type Peer,
  PodNetworkPolicy,
  type PodNetworkPolicyProps,
  type Port,
} from './network/network-policy';
export { type WaysOut, waysOutOf } from './network/way-out';
export { type PodNeeds, type PodPlacement, podsOn, type ZoneSpread } from './nodes/pods-on';
export { PRIORITY_CLASSES } from './nodes/priority-classes';
export {
  type AwsVolumes,
  type AzureVolumes,
  type Disk,
  diskOf,
  type GcpVolumes,
  type Machines,
  storageClassName,
  type VolumeClass,
  type VolumeSettings,
  volumeClasses,
} from './nodes/volume-classes';
export { addServiceAccount, type CloudAccount, cloudAccountOf, systemAccountOf } from './pods/cloud-account';
export { mirrored, noProxyOf, type PodDefaults, podDefaultsOf, type Toleration } from './pods/pod-defaults';
export {
  type HttpProbe,
  type Mount,
  type SystemContainer,
  SystemDeployment,
  type SystemDeploymentProps,
} from './pods/system-deployment';
export {
  type Drain,
  drainOf,
  type HaproxyConfiguration,
  type HaproxyListener,
  renderHaproxyConfiguration,
} from './proxy/haproxy-configuration';
export { type ProxyPort, proxyPortsOf } from './proxy/proxy-ports';
export { type PodSecurity, SYSTEM_NAMESPACES, type SystemNamespace, systemNamespacesOf } from './system-namespaces';
export type { TargetGroupBinding } from './target-group-binding';
export { secretNameOf } from './tls-secret';
