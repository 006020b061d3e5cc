import { Token } from 'cdktf';
import { isTooLargeForApi } from '../../core/access';
import { Cidr } from '../../core/cidr';
import type { AzureClusterProps } from './cluster-props';

/**
 * What Azure refuses late, or takes although it is wrong.
 *
 * @throws Error with everything that does not hold
 */
export function checkCluster(props: AzureClusterProps, path: string): void {
  const { api, apiServerSubnet, custody, administrators } = props;
  const problems: string[] = [];
  const fail = (prop: string, rule: string, got: string, fix: string) => {
    problems.push(`'${prop}' of ${path} must ${rule}, got ${got}; ${fix}`);
  };
  const known = api.allowedCidrs.filter((cidr) => !Token.isUnresolved(cidr));
  const unreadable = known.filter((cidr) => Cidr.tryParse(cidr) === undefined);
  if (unreadable.length > 0) {
    const rule = 'be aligned IPv4 networks in CIDR notation';
    fail('api.allowedCidrs', rule, unreadable.join(', '), 'write them like 198.51.100.0/24');
  }
  const tooLarge = known.filter((cidr) => !unreadable.includes(cidr) && isTooLargeForApi(cidr));
  if (tooLarge.length > 0 || (api.access === 'public' && api.allowedCidrs.length === 0)) {
    fail(
      'api.allowedCidrs',
      'list the networks that may reach the Kubernetes API, each a /8 or smaller',
      tooLarge.join(', ') || 'nothing',
      'list those that need it, or set access to private',
    );
  }
  if (administrators.length === 0) {
    fail(
      'administrators',
      'name an Entra group: there are no local accounts, so that nobody could enter',
      'none',
      'add its object id',
    );
  }
  if (api.attachment === 'private-cluster' && api.access === 'public') {
    const rule = "be vnet-integration where access is public: a private cluster's API has no public address";
    fail('api.attachment', rule, api.attachment, 'set it, or set access to private');
  }
  if (api.attachment === 'vnet-integration' && apiServerSubnet === undefined) {
    const rule = 'be set where the API server is integrated in the network';
    fail('apiServerSubnet', rule, 'nothing', 'give a delegated /28, or set attachment to private-cluster');
  }
  // https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption#limitations
  if (api.attachment === 'private-cluster' && custody.keyVaultIsPrivate) {
    const rule =
      'be false unless the API server is integrated in the network: from elsewhere it does not reach the key';
    fail(
      'custody.keyVaultIsPrivate',
      rule,
      'true',
      'open the vault to all networks, or set attachment to vnet-integration',
    );
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
