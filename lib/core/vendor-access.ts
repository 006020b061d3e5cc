import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import type { Plan } from './plan/plan';

const PATH = ['environment', 'access', 'externalId'];
const MAKE_ONE = 'make one with: openssl rand -hex 16';

/** The id that the vendor must present: set where somebody is to come in. Only AWS knows one. */
export function checkExternalId({ access, cloud }: Environment, report: Report): void {
  const { externalId, mode, supportExpiresAt } = access;
  if (externalId !== undefined) {
    const isRepeated = externalId === externalId.charAt(0).repeat(externalId.length);
    if (isRepeated) report.problem(PATH, 'not be one character repeated', externalId, MAKE_ONE);
  } else if (cloud !== 'aws') {
    return;
  } else if (supportExpiresAt !== undefined) {
    report.problem(PATH, 'be set when supportExpiresAt is', undefined, MAKE_ONE);
  } else if (mode === 'managed') {
    report.problem(PATH, 'be set in mode managed', undefined, MAKE_ONE);
  } else if (mode === 'approved') {
    report.warn(PATH, 'is not set: the vendor gets no access at all');
  }
}

const OBJECT_ID = ['environment', 'vendorObjectId'];

/** As whom the customer's tenant knows the vendor's application. Only Azure must be told: it is another id in each tenant. */
export function checkVendorObjectId(plan: Plan, environment: Environment, report: Report): void {
  const { azure } = plan.vendor;
  if (environment.cloud !== 'azure' || azure === undefined) return;
  const { vendorObjectId, access } = environment;
  if (vendorObjectId !== undefined) {
    if (azure.applicationId !== undefined) return;
    const rule = 'be left out where the vendor is known by plan.vendor.azure.oidc';
    report.problem(OBJECT_ID, rule, vendorObjectId, 'remove it: the bootstrap makes an identity for it');
  } else if (azure.applicationId !== undefined && access.mode === 'managed') {
    const fix = `ask for it with: az ad sp show --id ${azure.applicationId} --query id`;
    report.problem(OBJECT_ID, 'be set in mode managed', undefined, fix);
  } else if (azure.applicationId !== undefined && access.mode === 'approved') {
    report.warn(OBJECT_ID, 'is not set: the vendor gets no access at all');
  }
}

/** An id that others know is no secret. */
export function checkSecret({ access }: Environment, known: string, id: string, report: Report): void {
  if (access.externalId !== id) return;
  report.problem(PATH, `differ from ${known}`, id, MAKE_ONE);
}

/** What does not end by itself, and what must be done then. What support may do in the cluster ends by the manifests. */
const ENDS = [
  [
    'vendorExpiresAt',
    'ends nothing by itself without timeBoundAssignments: apply bootstrap and custody with mode self-managed then',
  ],
  [
    'supportExpiresAt',
    'does not end the role by which support finds the cluster without timeBoundAssignments: remove it and apply grants then',
  ],
] as const;

/** On Azure, an assignment of a role has an end only where the customer has a licence for that. */
function warnOfEnds(environment: Extract<Environment, { cloud: 'azure' }>, report: Report): void {
  const { access, timeBoundAssignments } = environment;
  const set = ENDS.filter(([field]) => access[field] !== undefined);
  if (timeBoundAssignments && set.length === 0) {
    const path = ['environment', 'timeBoundAssignments'];
    report.warn(path, 'bounds nothing: neither access.vendorExpiresAt nor access.supportExpiresAt is set');
  }
  if (timeBoundAssignments) return;
  for (const [field, text] of set) report.warn(['environment', 'access', field], text);
}

/** What the access leaves open that a customer may not expect. */
export function warnOfAccess(environment: Environment, report: Report): void {
  if (environment.cloud === 'azure') warnOfEnds(environment, report);
  const { access, cloud } = environment;
  // On Google Cloud and Azure nobody but the vendor in mode managed acts with the rights that the bootstrap gives.
  if (access.allowDelete && (cloud === 'aws' || access.mode === 'managed')) {
    const text = 'lets VPC, cluster and load balancers be deleted; take it away afterwards';
    report.warn(['environment', 'access', 'allowDelete'], text);
  }
  if (access.mode === 'managed' && access.vendorExpiresAt === undefined) {
    const also = access.allowInstall ? ', with the right to install (allowInstall),' : '';
    report.warn(
      ['environment', 'access', 'vendorExpiresAt'],
      `is not set: in mode managed, the vendor's access${also} does not end by itself`,
    );
  }
  if (
    environment.cloud === 'aws' &&
    !environment.cloudTrail &&
    access.mode !== 'self-managed' &&
    access.externalId !== undefined
  ) {
    report.warn(
      ['environment', 'cloudTrail'],
      "is false: without a trail, use of the vendor's role, changes of keys and buckets and who is let into the cluster are not seen",
    );
  }
}
