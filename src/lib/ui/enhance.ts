/**
 * The one script of the site. Every page works without it; each subject's module looks for its own `data-…` elements
 * and does nothing when there are none.
 */
import { followReading } from './browser/follow-reading.ts';
import { offerPrinting } from './browser/print-button.ts';
import { enhanceAttemptPage } from '../quizzes/browser/attempt-page.ts';
import { enhanceOrdering } from '../quizzes/browser/ordering-buttons.ts';

followReading();
offerPrinting();
enhanceOrdering();
enhanceAttemptPage();
