import { apiEndpoints } from '../../../lib/gcp/data-plane/api-endpoints';

const SUBNET = 'projects/acme-data/regions/europe-west1/subnetworks/byoc-acme-control-plane';
const LISTED = ['10.200.0.0/16'];

/** By name, by address, address is private, networks that may use it; undefined where there is no list at all. */
const read = (access: 'private' | 'public', endpoint: 'dns' | 'ip', allowedCidrs: readonly string[]) => {
  const { controlPlaneEndpointsConfig, privateClusterConfig, masterAuthorizedNetworksConfig } = apiEndpoints(
    { access, endpoint, allowedCidrs },
    SUBNET,
  );
  const blocks = masterAuthorizedNetworksConfig?.cidrBlocks as { cidrBlock: string }[] | undefined;
  return [
    controlPlaneEndpointsConfig?.dnsEndpointConfig?.allowExternalTraffic,
    controlPlaneEndpointsConfig?.ipEndpointsConfig?.enabled,
    privateClusterConfig?.enablePrivateEndpoint,
    blocks?.map(({ cidrBlock }) => cidrBlock),
  ];
};

test.each([
  ['private', 'dns', [], [true, false, true, undefined]],
  ['private', 'dns', LISTED, [true, true, true, LISTED]],
  ['private', 'ip', [], [false, true, true, []]],
  ['private', 'ip', LISTED, [false, true, true, LISTED]],
  ['public', 'dns', LISTED, [true, true, false, LISTED]],
  ['public', 'ip', LISTED, [false, true, false, LISTED]],
] as const)('%s, %s, networks %j', (access, endpoint, allowedCidrs, wanted) => {
  expect(read(access, endpoint, allowedCidrs)).toEqual(wanted);
});

test("a list holds for the private address too, and Google's own public addresses are not on it", () => {
  expect(
    apiEndpoints({ access: 'private', endpoint: 'ip', allowedCidrs: LISTED }, SUBNET).masterAuthorizedNetworksConfig,
  ).toEqual({
    privateEndpointEnforcementEnabled: true,
    gcpPublicCidrsAccessEnabled: false,
    cidrBlocks: [{ cidrBlock: '10.200.0.0/16' }],
  });
});

test.each([
  ['private', LISTED, true],
  ['private', [], false],
  ['public', LISTED, false],
] as const)('from other regions, a %s address for %j is reached: %s', (access, allowedCidrs, enabled) => {
  const { privateClusterConfig } = apiEndpoints({ access, endpoint: 'ip', allowedCidrs }, SUBNET);
  expect(privateClusterConfig?.masterGlobalAccessConfig).toEqual({ enabled });
});

test('the private address lies in the subnet for it, or in that of the nodes', () => {
  const api = { access: 'private', endpoint: 'ip', allowedCidrs: [] } as const;
  expect(apiEndpoints(api, SUBNET).privateClusterConfig?.privateEndpointSubnetwork).toBe(SUBNET);
  expect(Object.keys(apiEndpoints(api, undefined).privateClusterConfig ?? {})).not.toContain(
    'privateEndpointSubnetwork',
  );
});
