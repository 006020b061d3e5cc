import { issuerRule } from '../../../lib/azure/custody/cluster-issuer';

const TENANT = '77777777-8888-9999-0000-111111111111';
const CLUSTER = '01234567-89ab-cdef-0123-456789abcdef';
const ISSUER = `https://westeurope.oic.prod-aks.azure.com/${TENANT}/${CLUSTER}/`;
const rule = issuerRule({ region: 'westeurope', tenant: TENANT });

function isTaken(issuer: string): boolean {
  return new RegExp(rule.pattern).test(issuer);
}

test('an issuer of the region and the tenant is taken', () => {
  expect(isTaken(ISSUER)).toBe(true);
});

test.each([
  ['of another region', ISSUER.replace('westeurope', 'northeurope')],
  ['of another tenant', ISSUER.replace(TENANT, '99999999-8888-9999-0000-111111111111')],
  ['of another host', ISSUER.replace('azure.com', 'azure.com.example.com')],
  ['whose name only looks like it', ISSUER.replace('oic.prod', 'oic-prod')],
  ['without encryption', ISSUER.replace('https', 'http')],
  ['without the slash at its end', ISSUER.slice(0, -1)],
  ['with more behind it', `${ISSUER}x/`],
  ['with something before it', `https://example.com/${ISSUER}`],
  ['on two lines', `https://example.com/\n${ISSUER}`],
])('an issuer %s is not', (_what, issuer) => {
  expect(isTaken(issuer)).toBe(false);
});

test('what is refused is told what it must be, and where to get it', () => {
  expect(rule.must).toBe(`be https://westeurope.oic.prod-aks.azure.com/${TENANT}/, a UUID and a slash`);
  expect(rule.fix).toBe('ask Azure for it, not the vendor, as docs/azure/security.md says');
});
