import { type Deployment, roomsOf } from '../terraform-facts/deployment';
import { list, single } from '../terraform-facts/read';
import type { Block, Resource } from '../terraform-facts/room';
import { clusterOf } from './cluster';

/** Domains of Google's that nodes ask for, and all that is below them: APIs and container images. */
const API_DOMAINS = ['gcr.io', 'googleapis.com', 'pkg.dev'];

/** Endpoints of Google's APIs in the network, to which names lead. */
export function privateApis(deployment: Deployment<'gcp'>, network: string): string[] {
  return deployment.dataPlane
    .all('google_compute_global_forwarding_rule')
    .filter(({ block }) => block.network === network && /^(all-apis|vpc-sc)$/.test(block.target))
    .filter((endpoint) => {
      const names = namesAt(endpoint, deployment, network);
      return API_DOMAINS.every((domain) => names.includes(domain) && names.includes(`*.${domain}`));
    })
    .map(({ address }) => address);
}

/** Service attachments of others that have an address in the network, to which the control plane's hosts lead. */
export function privateServices(deployment: Deployment<'gcp'>, network: string): string[] {
  const { hosts } = deployment.config.plan.controlPlane;
  return deployment.dataPlane
    .all('google_compute_forwarding_rule')
    .filter(({ block }) => block.network === network && block.load_balancing_scheme === '')
    .filter((endpoint) => {
      const names = namesAt(endpoint, deployment, network);
      return hosts.every((host) => names.includes(host));
    })
    .map(({ block }) => block.target);
}

/** Names that private zones of the network lead to an endpoint's address, which is one of the network. */
function namesAt({ block }: Resource, deployment: Deployment<'gcp'>, network: string): string[] {
  const { resources } = deployment.dataPlane;
  const reserved = resources.find((other) => other.id === block.ip_address)?.block;
  if (reserved?.address_type !== 'INTERNAL') return [];
  if (reserved.network !== network && reserved.subnetwork !== clusterOf(deployment).subnetwork) return [];
  const rooms = roomsOf(deployment);
  const records = rooms.flatMap((room) => room.all('google_dns_record_set')).map((record) => record.block);
  const zones = rooms
    .flatMap((room) => room.all('google_dns_managed_zone'))
    .map((zone) => zone.block)
    .filter(({ visibility, private_visibility_config }) => {
      const networks = list(single(private_visibility_config)?.networks);
      return visibility === 'private' && networks.some(({ network_url }) => network_url === network);
    });
  return zones.flatMap(({ name: zone, dns_name }) => {
    const own = records.filter(({ managed_zone }) => managed_zone === zone);
    const isThere = own.some((record) => record.name === dns_name && isRecord(record, 'A', reserved.address));
    if (!isThere) return [];
    const aliases = own.filter((record) => isRecord(record, 'CNAME', dns_name));
    return [dns_name, ...aliases.map(({ name }) => name)].map((name) => String(name).replace(/\.$/, ''));
  });
}

function isRecord({ type, rrdatas }: Block, wanted: string, value: string): boolean {
  return type === wanted && JSON.stringify(rrdatas) === JSON.stringify([value]);
}
