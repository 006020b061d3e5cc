import { needPeers } from '../core/peers';

needPeers('byoc-constructs/aws', { 'aws-cdk-lib': '^2', constructs: '^10' });
