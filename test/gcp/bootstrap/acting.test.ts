import { Testing } from 'cdktf';
import type { GcpEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { GcpBootstrapStack, GcpCustodyStack, GcpDataPlaneStack, GcpGrantsStack } from '../../../lib/gcp';
import { fullGcpEnvironment, fullPlan } from '../../support/config';
import { testScope } from '../../support/gcp';
import { roomOf } from '../../support/gcp-facts/room-of';
import type { TerraformJson } from '../../support/terraform-facts/room';
import { describeWithDataset, permissionsOfRole, sayIfMissing } from '../permissions/support/dataset';
import { actors, HARMLESS, lets } from './support/acting';

sayIfMissing("roles of Google's by which nobody acts as an account");

const VENDOR_ENDS = '2028-01-31T00:00:00Z';
const VENDOR =
  'principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/byoc-acme/subject/control-plane';
const ACTS = `${VENDOR}: iam.serviceAccounts.getAccessToken, until ${VENDOR_ENDS}`;

type Access = NonNullable<GcpEnvironment['access']>;

/** Every stack of an installation. */
function stacksOf(access: Access, plan: VendorPlan = fullPlan()): TerraformJson[] {
  const scope = testScope();
  const config = resolveConfig(plan, { ...fullGcpEnvironment(), access });
  return [GcpBootstrapStack, GcpCustodyStack, GcpDataPlaneStack, GcpGrantsStack].map(
    (Stack) => JSON.parse(Testing.synth(new Stack(scope, Stack.name, { config }))) as TerraformJson,
  );
}

const actorsIn = (stacks: readonly TerraformJson[]) => actors(stacks.map(roomOf));
const everything: Access = {
  mode: 'managed',
  allowInstall: true,
  allowDelete: true,
  vendorExpiresAt: VENDOR_ENDS,
  supportExpiresAt: '2027-01-31T00:00:00Z',
};

describe('with everything switched on', () => {
  let stacks: TerraformJson[];
  beforeAll(() => {
    stacks = stacksOf(everything);
  });

  test('these and no others may act as an account of the installation', () => {
    expect(actorsIn(stacks)).toEqual({
      'byoc-acme-vendor': [ACTS],
      'byoc-acme-nodes': [
        `serviceAccount:byoc-acme-vendor@acme-data.iam.gserviceaccount.com: iam.serviceAccounts.actAs, until ${VENDOR_ENDS}`,
      ],
      'byoc-acme-support': [
        'group:support@riverbed.example.com: iam.serviceAccounts.getAccessToken, until 2027-01-31T00:00:00Z',
      ],
      'acme-archive-mfgs': [
        'serviceAccount:acme-data.svc.id.goog[riverbed/archive-reader]: roles/iam.workloadIdentityUser, until ever',
        'serviceAccount:acme-archive-mfgs@acme-data.iam.gserviceaccount.com: iam.serviceAccounts.signBlob, until ever',
      ],
    });
  });

  test('there is no key', () => {
    expect(JSON.stringify(stacks)).not.toMatch(/google_service_account_key|hmac_key/);
  });

  describe('a fault is found:', () => {
    const ID = 'google_service_account.Bootstrap_VendorAccess_';
    /** The bootstrap with one fault in it. */
    function planted(fault: (resources: any, account: string) => void): string[] | undefined {
      const [bootstrap, ...others] = structuredClone(stacks);
      const [account = ''] = Object.keys(bootstrap?.resource?.google_service_account ?? {});
      expect(`google_service_account.${account}`).toContain(ID);
      fault(bootstrap?.resource, `\${google_service_account.${account}.name}`);
      return actorsIn([bootstrap ?? {}, ...others])['byoc-acme-vendor'];
    }
    const single = (resources: any, type: string): any => Object.values(resources[type])[0];
    const role = (resources: any, id: string): any =>
      Object.values<any>(resources.google_project_iam_custom_role).find(({ role_id }) => role_id === `byoc_acme_${id}`);
    const member = 'serviceAccount:other@other.iam.gserviceaccount.com';

    test.each<[what: string, fault: (resources: any, account: string) => void, found: string[]]>([
      [
        'a key of the account',
        (resources, service_account_id) => {
          resources.google_service_account_key = { key: { service_account_id } };
        },
        [ACTS, 'whoever has the key'],
      ],
      [
        'somebody else who acts as it',
        (resources, service_account_id) => {
          const role = 'roles/iam.serviceAccountTokenCreator';
          resources.google_service_account_iam_member.more = { service_account_id, role, member };
        },
        [ACTS, `${member}: roles/iam.serviceAccountTokenCreator, until ever`],
      ],
      [
        'everybody in the pool',
        (resources) => {
          single(resources, 'google_service_account_iam_member').member = 'principalSet://pool/*';
        },
        [`principalSet://pool/*: iam.serviceAccounts.getAccessToken, until ${VENDOR_ENDS}`],
      ],
      [
        'no end',
        (resources) => {
          delete single(resources, 'google_service_account_iam_member').condition;
        },
        [ACTS.replace(VENDOR_ENDS, 'ever')],
      ],
      [
        'a role of Google’s on the project',
        (resources) => {
          resources.google_project_iam_member.more = { project: 'acme-data', role: 'roles/editor', member };
        },
        [`${member}: roles/editor, until ever`, ACTS],
      ],
      [
        'a permission in a role that the vendor holds',
        (resources) => {
          role(resources, 'read').permissions.push('iam.workloadIdentityPoolProviders.update');
        },
        [
          `serviceAccount:byoc-acme-vendor@acme-data.iam.gserviceaccount.com: iam.workloadIdentityPoolProviders.update, until ${VENDOR_ENDS}`,
          ACTS,
        ],
      ],
      [
        'more than tokens',
        (resources) => {
          role(resources, 'act_as_vendor').permissions.push('iam.serviceAccounts.signJwt');
        },
        [ACTS, `${VENDOR}: iam.serviceAccounts.signJwt, until ${VENDOR_ENDS}`],
      ],
      [
        'a policy that is written as a whole',
        (resources) => {
          resources.google_project_iam_policy = { all: { project: 'acme-data', policy_data: '{}' } };
        },
        [ACTS, 'whoever is in the policy: google_project_iam_policy, until ever'],
      ],
    ])('%s', (_, fault, found) => {
      expect(planted(fault)?.sort()).toEqual([...found].sort());
    });
  });
});

test('in mode approved the vendor acts as its account, and as no other', () => {
  const found = actorsIn(stacksOf({ ...everything, mode: 'approved' }));
  expect(found['byoc-acme-vendor']).toEqual([ACTS]);
  expect(found['byoc-acme-nodes']).toEqual([]);
});

test('in mode self-managed the vendor has no account, and acts as none but support', () => {
  const found = actorsIn(stacksOf({ ...everything, mode: 'self-managed' }));
  expect(found).not.toHaveProperty('byoc-acme-vendor');
  expect(JSON.stringify(found)).not.toMatch(/vendor|control-plane/);
  expect(found['byoc-acme-nodes']).toEqual([]);
});

describeWithDataset("roles of Google's on the project", () => {
  test.each(HARMLESS)('nobody acts as an account by %s', (role) => {
    expect(permissionsOfRole(role).length).toBeGreaterThan(0);
    expect(permissionsOfRole(role).filter(lets)).toEqual([]);
  });
});
