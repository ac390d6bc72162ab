import { megabytes } from '../../common/megabytes.js';
import type { PullProgress } from '../../common/modelTool/pullProgress.js';
import type { Translate } from '../../common/translate.js';
import { timeLeft } from '../../writing/timeLeft.js';

/** What a download tells, for people: "212 MB of 724 MB, 12 MB/s, 43 s left". */
export function progressText(progress: PullProgress, t: Translate): string {
  switch (progress.kind) {
    case 'waiting':
      return t('Another process downloads this model; waiting for it.');
    case 'files':
      return t('{0} to download', megabytes(progress.toDownload));
    case 'bytes': {
      const { arrived, total, bytesPerSecond } = progress;
      const rate = bytesPerSecond === undefined ? [] : [`${megabytes(bytesPerSecond)}/s`];
      const left = bytesPerSecond === undefined || bytesPerSecond === 0 ? undefined : timeLeft((arrived / bytesPerSecond) * 1000, arrived / total);
      return [t('{0} of {1}', megabytes(arrived), megabytes(total)), ...rate, ...(left === undefined ? [] : [t('{0} left', left)])].join(', ');
    }
  }
}
