import { type Deployment, roomsOf } from '../terraform-facts/deployment';
import { allAccounts } from './accounts';
import { bindingsOf } from './bindings';

/** Roles of Google's that administer every cluster that they are bound for. */
const ADMINISTER = /^(roles\/(container\.(admin|clusterAdmin|developer)|owner|editor)|\*)$/;

/** Who administers the cluster by IAM. Who would administer others, too, is none of those that the customer has named. */
export function administratorsOf(deployment: Deployment<'gcp'>): string[] {
  const { project } = deployment.config.environment;
  const clusters = roomsOf(deployment)
    .flatMap((room) => room.all('google_container_cluster'))
    .map(({ block }) => `projects/${block.project}/locations/${block.location}/clusters/${block.name}`);
  const exactly = clusters.map(
    (name) => `resource.type == 'container.googleapis.com/Cluster' && resource.name == '${name}'`,
  );
  return bindingsOf(deployment)
    .filter(({ on, role, permissions }) => on === `project ${project}` && isAdministrator(role, permissions))
    .map(({ member, condition }) => {
      const isOurs = exactly.some((text) => condition === text || condition === `(${text})`);
      const isMade = allAccounts(deployment).some((account) => account.member === member);
      return isOurs && !isMade ? member : `${member} where ${condition || 'any cluster is'}`;
    });
}

function isAdministrator(role: string, permissions: readonly string[]): boolean {
  return (
    ADMINISTER.test(role) || permissions.some((name) => /^container\.(clusterRole|role)s?(Binding)?s?\./.test(name))
  );
}
