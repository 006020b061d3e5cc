import { Token } from 'cdktf';
import { AzureVendorAccess, type VendorIdentity } from '../../../lib/azure/bootstrap/vendor-access';
import { messageOf, REGION, type RenderedStack, render, SUBSCRIPTION, testStack } from '../../support/azure';

const OBJECT_ID = '99999999-8888-7777-6666-555555555555';
const ISSUER = 'https://token.riverbed.example.com';

const place = {
  environmentId: 'demo',
  subscription: SUBSCRIPTION,
  region: REGION,
  resourceGroup: 'byoc-demo-bootstrap',
  tags: { owner: 'platform' },
};

function access(identity: VendorIdentity) {
  let made!: AzureVendorAccess;
  const rendered = render((stack) => {
    made = new AzureVendorAccess(stack, 'Vendor', { ...place, identity });
  });
  return { made, rendered };
}

describe("the vendor's application", () => {
  test('is known by its object id in the tenant, and nothing is made', () => {
    const { made, rendered } = access({ objectId: OBJECT_ID });
    expect(rendered.types).toEqual([]);
    expect([made.principalId, made.clientId]).toEqual([OBJECT_ID, undefined]);
  });

  test("can be one that a customer's own app makes", () => {
    const objectId = Token.asString({ resolve: () => 'made later' });
    expect(access({ objectId }).made.principalId).toBe(objectId);
  });
});

describe('an identity from outside', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    ({ rendered } = access({ oidc: { issuer: ISSUER, subject: 'control-plane' } }));
  });

  test('acts by an identity of its own', () => {
    expect(rendered.only('azurerm_user_assigned_identity')).toEqual({
      name: 'byoc-demo-vendor',
      resource_group_name: 'byoc-demo-bootstrap',
      location: REGION,
      tags: { owner: 'platform' },
    });
  });

  test('is the exact subject of one issuer, and there is no secret', () => {
    expect(rendered.only('azurerm_federated_identity_credential')).toEqual({
      name: 'byoc-demo-vendor',
      resource_group_name: 'byoc-demo-bootstrap',
      parent_id: '<azurerm_user_assigned_identity.Vendor.id>',
      issuer: ISSUER,
      subject: 'control-plane',
      audience: ['api://AzureADTokenExchange'],
    });
    expect(rendered.types).toEqual(['azurerm_federated_identity_credential', 'azurerm_user_assigned_identity']);
  });

  test('may have tokens for another audience', () => {
    const { rendered } = access({
      oidc: { issuer: ISSUER, subject: 'x', audience: 'https://azure.riverbed.example.com' },
    });
    expect(rendered.only('azurerm_federated_identity_credential').audience).toEqual([
      'https://azure.riverbed.example.com',
    ]);
  });
});

describe('fails if', () => {
  const SUBJECT =
    "'subject' of Test/Vendor must be the exact subject of a token, of at most 600 letters without wildcard, spaces and quotes, got %; copy it from a token";
  const OBJECT =
    "'objectId' of Test/Vendor must be the object id of a service principal in the tenant of the customer, got %; ask for it with: az ad sp show --id <application id> --query id";
  const oidc = (change: object): VendorIdentity => ({ oidc: { issuer: ISSUER, subject: 'x', ...change } });

  test.each<[what: string, identity: VendorIdentity, message: string, got: string]>([
    ...['', '*', 'repo:notes/*', 'control plane', 'x"', 'é', '${path.root}', '%{ if true }', 's'.repeat(601)].map(
      (subject): [string, VendorIdentity, string, string] => [
        `the subject is ${subject.slice(0, 20)}`,
        oidc({ subject }),
        SUBJECT,
        subject || 'nothing',
      ],
    ),
    [
      'the issuer is not https',
      oidc({ issuer: 'http://token.riverbed.example.com' }),
      "'issuer' of Test/Vendor must be an https URL, got %; write it like https://token.example.com",
      'http://token.riverbed.example.com',
    ],
    [
      'the audience is a wildcard',
      oidc({ audience: '*' }),
      "'audience' of Test/Vendor must be the audience of a token, got %; copy it from a token, or leave it out",
      '*',
    ],
    ['the object id is a name', { objectId: 'riverbed' }, OBJECT, 'riverbed'],
    ['there is no object id', { objectId: '' }, OBJECT, 'nothing'],
    [
      'nobody is named',
      {} as VendorIdentity,
      "'identity' of Test/Vendor must have exactly one of objectId, oidc, got %; add one",
      'none',
    ],
    [
      'two are named',
      { objectId: OBJECT_ID, ...oidc({}) },
      "'identity' of Test/Vendor must have exactly one of objectId, oidc, got %; remove the others",
      'objectId, oidc',
    ],
  ])('%s', (_, identity, message, got) => {
    expect(messageOf(() => new AzureVendorAccess(testStack(), 'Vendor', { ...place, identity }))).toBe(
      message.replace('%', () => got),
    );
  });

  test('the environment id has a hyphen', () => {
    const identity = { objectId: OBJECT_ID };
    expect(
      messageOf(() => new AzureVendorAccess(testStack(), 'Vendor', { ...place, environmentId: 'a-b', identity })),
    ).toBe(
      "'environmentId' of Test/Vendor must be 2 to 16 lower-case letters and digits, got a-b; with a hyphen, names of one installation could begin like another's",
    );
  });
});
