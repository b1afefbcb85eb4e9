// `npm run build`: builds whatever the state, and remembers from what, so that the next start need not.
import { ensureBuilt } from './ready.mjs';

ensureBuilt({ always: true });
