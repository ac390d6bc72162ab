import type { ModelPurpose, PlannedPull } from '../../common/modelTool/answers.js';
import { megabytes } from '../../common/megabytes.js';
import type { Translate } from '../../common/translate.js';

/** What is known of a download before it begins. */
export type Planned = Pick<PlannedPull, 'bytes' | 'memoryBytes' | 'fits' | 'jobs' | 'license' | 'gated'> & { readonly toDownload?: number };

/** What a download costs and what it is for, as sentences. */
export function plannedText(planned: Planned, purpose: ModelPurpose, t: Translate): string {
  const { bytes, toDownload = bytes, memoryBytes, fits, jobs, license, gated } = planned;
  return [
    toDownload < bytes
      ? t('{0}, of which {1} are here already.', megabytes(bytes), megabytes(bytes - toDownload))
      : t('{0} to download.', megabytes(bytes)),
    license === undefined ? t('Its page states no license.') : t('License: {0}.', license),
    fits
      ? t('It takes about {0} of memory while it works.', megabytes(memoryBytes))
      : t('It takes about {0} of memory, more than this machine has room for: it will be slow, or not start.', megabytes(memoryBytes)),
    ...(gated ? [t('Its authors ask for terms to be accepted on its page first.')] : []),
    ...(jobs.includes(purpose) ? [] : [t('It is made for something else: {0}.', jobs.join(', '))]),
  ].join('\n');
}
