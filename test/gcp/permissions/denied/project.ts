import type { Denial } from '../../../support/denials';
import { denied } from './denial';

const NOTHING =
  'none: the data plane needs nothing of the project itself, so that nobody gets anything of this service';

/** The project, its policy and its services. */
export const project: readonly Denial[] = [
  denied('resourcemanager.projects.setIamPolicy', 'makes itself an owner of the project', NOTHING),
  denied('resourcemanager.projects.getIamPolicy', 'sees who may do what in the project', NOTHING),
  denied('resourcemanager.projects.delete', 'deletes the project with everything in it', NOTHING),
  denied('resourcemanager.projects.update', 'moves or renames what others rely on', NOTHING),
  denied('resourcemanager.projects.updateLiens', 'removes what protects the project from deletion', NOTHING),
  denied('resourcemanager.projects.createPolicyBinding', 'ties another policy to the project', NOTHING),
  denied('resourcemanager.tagValueBindings.create', 'sets a tag that a policy of the organization looks at', NOTHING),
  denied('serviceusage.services.disable', 'turns off an API, and deletes what depends on it', NOTHING),
  denied('serviceusage.services.enable', "turns on what the customer's organization did not look at", NOTHING),
  denied('serviceusage.quotas.update', "raises what may be spent at the customer's cost", NOTHING),
  denied('orgpolicy.policy.set', 'lifts a rule of the organization', NOTHING),
  denied('billing.resourceAssociations.create', 'moves the costs of a project', NOTHING),
];
