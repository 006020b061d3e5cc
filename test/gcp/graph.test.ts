import { addGcpInstallation } from '../../cdktf-app/gcp-installation';
import { gcpExamples } from '../../scripts/example-configs';
import { configurations } from '../../scripts/terraform/configurations';
import { testScope } from '../support/gcp';
import { stacksOf, testGraph } from '../support/test-graph';

const STACKS = stacksOf(configurations(), (config) => addGcpInstallation(testScope(), config));

testGraph(STACKS, gcpExamples().length, 'streaming-database-gcp');
