import { describe, expect, test } from 'vitest';
import { readSetting, type SettingKey } from '../../../../src/common/settings/settingDefinitions.js';

describe('A setting that was written by hand is read as well as it can be', () => {
  test.each<[key: SettingKey, written: unknown, read: unknown]>([
    ['enable', false, false],
    ['enable', 'no', true],
    ['device', 'webgpu', 'webgpu'],
    ['device', 'toaster', 'auto'],
    ['model', '  /models/mine.gguf ', '/models/mine.gguf'],
    ['model', '', 'smollm2-135m-instruct'],
    ['model', 7, 'smollm2-135m-instruct'],
    ['encoderModel', ' /models/bert ', '/models/bert'],
    ['encoderModel', '', 'bert-base-uncased'],
    ['threads', 4, 4],
    ['threads', 2.6, 3],
    ['threads', -1, 0],
    ['threads', 1e9, 256],
    ['threads', Number.NaN, 0],
    ['idleMinutes', '5', 15],
    ['pauseOnBattery', true, true],
    ['completion.quietness', 'quiet', 'quiet'],
    ['completion.quietness', null, 'balanced'],
    ['completion.maxWords', 0, 1],
    ['completion.stopAt', 'clause', 'clause'],
    ['completion.stopAt', 'none', 'sentence'],
    ['completion.languages', { markdown: 'off', python: 'comments', cobol: 'maybe' }, { markdown: 'off', python: 'comments' }],
  ])('%s: %j', (key, written, read) => {
    expect(readSetting(key, written)).toEqual(read);
  });

  test('a list is no object of languages', () => {
    expect(readSetting('completion.languages', ['markdown'])).toMatchObject({ markdown: 'on', scminput: 'on' });
  });
});
