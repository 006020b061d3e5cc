import { needPeers } from '../core/peers';

needPeers('byoc-constructs/kubernetes', { cdk8s: '^2', 'cdk8s-plus-28': '^2', constructs: '^10' });
