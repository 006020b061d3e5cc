import { needPeers } from '../core/peers';

needPeers('byoc-constructs/gcp', { cdktf: '^0.21', '@cdktf/provider-google': '^16.9', constructs: '^10' });
