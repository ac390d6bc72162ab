import { ClozeError } from '../../../common/clozeError.js';
import type { TokenizerFiles } from '../../models/checkpoint.js';
import { isRecord, type JsonRecord } from '../../models/json.js';
import type { Token } from '../token.js';
import type { Tokenizer } from '../tokenizer.js';
import type { TokenizerFile } from '../tokenizerFile.js';
import type { ChatMessage } from './chatMessage.js';
import { encodeChat, hideSpecials } from './encodeChat.js';
import { renderTemplate, type TemplateValues } from './renderTemplate.js';

/** What a model reads before it answers. */
export interface ChatPrompt {
  readonly tokens: readonly Token[];
  /** The same as text. */
  readonly text: string;
}

/** How a model is spoken with. */
export interface Chat {
  /**
   * What a model has read where it is about to answer the last message. What looks like a special token in a message is text.
   * Fails with `model-invalid` where the model's template makes nothing of the messages.
   */
  prompt(messages: readonly ChatMessage[], today: Date): Promise<ChatPrompt>;
  /** The tokens that end an answer. */
  ends(): Promise<ReadonlySet<Token>>;
}

/** Stands for an answer where what follows it is wanted; no template looks for it. */
const anyAnswer = 'Answer0Answer';

const answeredMessages: readonly ChatMessage[] = [
  { role: 'user', content: 'Hello.' },
  { role: 'assistant', content: anyAnswer },
];

/** How a model is spoken with; undefined where it has no chat template, and so follows no instructions. */
export function chatOf(files: TokenizerFiles, file: TokenizerFile, tokenizer: Tokenizer, name: string): Chat | undefined {
  const config = isRecord(files.config) ? files.config : {};
  const template = templateIn(config);
  if (template === undefined) return undefined;
  const specials = file.added_tokens.filter(({ special }) => special === true);
  const render = async (messages: readonly ChatMessage[], goesOn: boolean, today: Date): Promise<string> => {
    const given = { ...namedTokens(config), tools: null, documents: null, enable_thinking: false, thinking: false };
    const values = { ...given, add_generation_prompt: goesOn };
    return renderMessages(template, messages, values, today).catch((cause: unknown) => {
      throw templateFails(name, cause);
    });
  };
  // A template that takes no answers says less, and nothing else.
  const answered = (): Promise<string> => render(answeredMessages, false, new Date(0)).catch(() => '');
  let ends: Promise<ReadonlySet<Token>> | undefined;
  return {
    prompt: async (messages, today) => {
      const { hidden, sign } = hideSpecials(messages, specials);
      const text = await render(hidden, true, today);
      return { tokens: encodeChat(text, sign, specials, tokenizer), text: text.replaceAll(sign, '') };
    },
    ends: () => {
      ends ??= answered().then((text) => {
        const end = specialAt(text.slice(text.lastIndexOf(anyAnswer) + anyAnswer.length).trimStart(), file);
        return new Set([...tokenizer.documentEnds, ...(files.ends as Token[]), ...(end === undefined ? [] : [end])]);
      });
      return ends;
    },
  };
}

/** The template that is for plain talk, where there are several. */
function templateIn({ chat_template: template }: JsonRecord): string | undefined {
  if (typeof template === 'string') return template.trim() === '' ? undefined : template;
  if (!Array.isArray(template)) return undefined;
  const named = template.filter(isRecord);
  const chosen = named.find(({ name }) => name === 'default') ?? named[0];
  return typeof chosen?.template === 'string' ? chosen.template : undefined;
}

/** The special tokens that a template may name. */
function namedTokens(config: JsonRecord): TemplateValues {
  const named = Object.entries(config).filter(([key]) => key.endsWith('_token') && !key.startsWith('add_'));
  const texts = named.map(([key, token]) => [key, isRecord(token) ? token.content : token]);
  return Object.fromEntries(texts.filter(([, token]) => typeof token === 'string')) as TemplateValues;
}

/** Templates of models that also see pictures take a message in parts; they leave out, or refuse, what comes as a text. */
async function renderMessages(template: string, messages: readonly ChatMessage[], values: TemplateValues, today: Date): Promise<string> {
  const last = messages.at(-1)?.content.trim() ?? '';
  const inParts = messages.map(({ role, content }) => ({ role, content: [{ type: 'text', text: content }] }));
  let refusal: unknown = new Error('it leaves out what is said');
  for (const given of [messages, inParts]) {
    try {
      const text = await renderTemplate(template, { ...values, messages: given }, today);
      if (text.includes(last)) return text;
    } catch (error) {
      // What it says of a text is what counts.
      if (given === messages) refusal = error;
    }
  }
  throw refusal;
}

function specialAt(text: string, { added_tokens: added }: TokenizerFile): Token | undefined {
  const found = added.filter(({ content }) => text.startsWith(content)).sort((a, b) => b.content.length - a.content.length)[0];
  return found?.id as Token | undefined;
}

function templateFails(name: string, cause: unknown): ClozeError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `The chat template of ${name} cannot be used: ${reason.slice(0, 300)}. Choose another model.`;
  return new ClozeError({ code: 'model-invalid', message, action: 'choose-model' }, { cause });
}
