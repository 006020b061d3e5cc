import type { Report } from './config-error';
import type { Environment } from './environment/environment';

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

/** An id that others know is no secret. */
export function checkSecret({ access }: Environment, known: string, id: string, report: Report): void {
  if (access.externalId !== id) return;
  report.problem(PATH, `differ from ${known}`, id, MAKE_ONE);
}

/** What the access leaves open that a customer may not expect. */
export function warnOfAccess(environment: Environment, report: Report): void {
  if (environment.cloud === 'azure') return;
  const { access, cloud } = environment;
  // On Google Cloud nobody but the vendor in mode managed acts with the rights that the bootstrap gives.
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
