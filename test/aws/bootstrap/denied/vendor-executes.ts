import { ADMIN, BOOTSTRAP, CUSTODY, DATA_PLANE, DEPLOYMENT_ROLE, stack, vendor } from './cast';
import type { Chapter, Denial } from './denial';
import { STACK_NAME } from './world';

const cf = (action: string) => `cloudformation:${action}`;
const EXECUTE = cf('ExecuteChangeSet');
const ROLE = 'cloudformation:RoleArn';
const BY_DEPLOYMENT = { [ROLE]: DEPLOYMENT_ROLE };
const BY_ADMIN = { [ROLE]: ADMIN };
const CREATE = { ...BY_DEPLOYMENT, 'cloudformation:ResourceTypes': ['AWS::EC2::VPC'] };
const ON_DATA_PLANE = { resource: DATA_PLANE };
const MANAGED = { grants: { Mode: 'managed' } } as const;
const ALLOWED = { grants: { AllowDelete: 'true' } };
const PROPOSED = { action: cf('CreateChangeSet') };
const CUSTOMERS = 'only the customer does this, with rights of its own';

const never = (story: string, action: string, resource: string = DATA_PLANE): Denial => [
  story,
  'refused',
  vendor,
  cf(action),
  resource,
  {},
  CUSTOMERS,
];

export const vendorExecutes: readonly Chapter[] = [
  {
    title: 'the vendor applies',
    denials: [
      [
        'nothing of the bootstrap, whatever name somebody chose for it',
        'denied',
        vendor,
        EXECUTE,
        stack(STACK_NAME),
        {},
        ON_DATA_PLANE,
      ],
      [
        'no recovery of another installation',
        'refused',
        vendor,
        cf('ContinueUpdateRollback'),
        stack('byoc-acme2-data'),
        BY_DEPLOYMENT,
        ON_DATA_PLANE,
      ],
      ['nothing of the bootstrap', 'denied', vendor, EXECUTE, BOOTSTRAP, {}, ON_DATA_PLANE],
      ['nothing of custody', 'denied', vendor, EXECUTE, CUSTODY, {}, ON_DATA_PLANE],
      ['nothing of another installation', 'refused', vendor, EXECUTE, stack('byoc-acme2-data'), {}, ON_DATA_PLANE],
      ['no new stack at once', 'refused', vendor, cf('CreateStack'), DATA_PLANE, CREATE, PROPOSED],
      [
        'no update at once, which could lift the stack policy',
        'refused',
        vendor,
        cf('UpdateStack'),
        DATA_PLANE,
        CREATE,
        PROPOSED,
      ],
      ['no stop of an update of custody', 'denied', vendor, cf('CancelUpdateStack'), CUSTODY, {}, ON_DATA_PLANE],
      [
        'no recovery without a role',
        'refused',
        vendor,
        cf('ContinueUpdateRollback'),
        DATA_PLANE,
        {},
        { context: BY_DEPLOYMENT },
      ],
      [
        'no recovery with another role',
        'refused',
        vendor,
        cf('ContinueUpdateRollback'),
        DATA_PLANE,
        BY_ADMIN,
        { context: BY_DEPLOYMENT },
      ],
      [
        'no rollback with another role',
        'refused',
        vendor,
        cf('RollbackStack'),
        DATA_PLANE,
        BY_ADMIN,
        { context: BY_DEPLOYMENT },
      ],
      ['no rollback of the bootstrap', 'denied', vendor, cf('RollbackStack'), BOOTSTRAP, BY_DEPLOYMENT, ON_DATA_PLANE],
      ['no deletion', 'refused', vendor, cf('DeleteStack'), DATA_PLANE, BY_DEPLOYMENT, ALLOWED],
    ],
  },
  {
    title: 'the vendor, while deletion is allowed, removes',
    grants: { AllowDelete: 'true' },
    denials: [
      [
        'nothing with another role',
        'refused',
        vendor,
        cf('DeleteStack'),
        DATA_PLANE,
        BY_ADMIN,
        { context: BY_DEPLOYMENT },
      ],
      ['nothing without a role', 'refused', vendor, cf('DeleteStack'), DATA_PLANE, {}, { context: BY_DEPLOYMENT }],
      ['not custody', 'denied', vendor, cf('DeleteStack'), CUSTODY, BY_DEPLOYMENT, ON_DATA_PLANE],
      ['not the bootstrap', 'denied', vendor, cf('DeleteStack'), BOOTSTRAP, BY_DEPLOYMENT, ON_DATA_PLANE],
      [
        'not another installation',
        'refused',
        vendor,
        cf('DeleteStack'),
        stack('byoc-acme2-data'),
        BY_DEPLOYMENT,
        ON_DATA_PLANE,
      ],
    ],
  },
  {
    title: 'the vendor, in mode approved, itself',
    grants: { Mode: 'approved', AllowDelete: 'true' },
    denials: [
      ['applies nothing', 'denied', vendor, EXECUTE, DATA_PLANE, {}, MANAGED],
      ['stops no update', 'denied', vendor, cf('CancelUpdateStack'), DATA_PLANE, {}, MANAGED],
      ['recovers nothing', 'denied', vendor, cf('ContinueUpdateRollback'), DATA_PLANE, BY_DEPLOYMENT, MANAGED],
      ['rolls nothing back', 'denied', vendor, cf('RollbackStack'), DATA_PLANE, BY_DEPLOYMENT, MANAGED],
      [
        'deletes nothing, even while deletion is allowed',
        'denied',
        vendor,
        cf('DeleteStack'),
        DATA_PLANE,
        BY_DEPLOYMENT,
        MANAGED,
      ],
    ],
  },
  {
    title: 'the vendor does not touch what guards its stacks:',
    denials: [
      never('the stack policy', 'SetStackPolicy'),
      never('the protection against deletion', 'UpdateTerminationProtection'),
      never('which resource is in which stack', 'CreateStackRefactor'),
      never('stack sets', 'CreateStackSet', '*'),
      never('single resources, beside all stacks', 'CreateResource', '*'),
      never('types of the registry', 'ActivateType', '*'),
      never('what a type is configured with', 'SetTypeConfiguration', '*'),
      never('a scan of everything in the account', 'StartResourceScan', '*'),
      never('what a resource waits for', 'SignalResource'),
      never('what hooks answer', 'RecordHandlerProgress'),
    ],
  },
];
