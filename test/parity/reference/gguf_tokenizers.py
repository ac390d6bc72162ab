"""Write token ids of awkward texts for each way in which byte-level tokenizers of GGUF files cut text, and for a unigram vocabulary.

usage: gguf_tokenizers.py TEXTS.jsonl OUT.json

Ways are given as the tokenizer.json of the models have them. All share one vocabulary, trained without cuts, so that each cut shows.
"""

import json
import sys

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

CONTRACTIONS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
SPACES = r"\s*[\r\n]+|\s+(?!\S)|\s+"
LLAMA3 = CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|" + SPACES
QWEN2 = LLAMA3.replace("{1,3}", "")
QWEN35 = CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|" + SPACES
UPPER, LOWER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
WORD = r"[^\r\n\p{L}\p{N}]?"
TEKKEN = rf"{WORD}{UPPER}*{LOWER}+|{WORD}{UPPER}+{LOWER}*|\p{{N}}| ?[^\s\p{{L}}\p{{N}}]+[\r\n/]*|{SPACES}"
GPT4O = rf"{WORD}{UPPER}*{LOWER}+{CONTRACTIONS}?|{WORD}{UPPER}+{LOWER}*{CONTRACTIONS}?|\p{{N}}{{1,3}}| ?[^\s\p{{L}}\p{{N}}]+[\r\n/]*|{SPACES}"
DEEPSEEK3 = r"""[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|""" + SPACES
BLOOM = " ?[^(\\s|.,!?…。，、।۔،)]+"
GPT2 = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
BYTES = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)


def split(pattern: str):
    return pre_tokenizers.Split(Regex(pattern), "isolated")


# Name: (steps, whether a piece that is a token skips the merges, whether letters are composed first).
WAYS = {
    "gpt-2": ([GPT2], False, False),
    "olmo": ([GPT2], False, True),
    "smollm": ([pre_tokenizers.Digits(individual_digits=True), GPT2], False, False),
    "falcon": ([pre_tokenizers.Punctuation("contiguous"), GPT2, split("[0-9][0-9][0-9]")], False, False),
    "llama-bpe": ([split(LLAMA3), BYTES], True, False),
    "dbrx": ([split(LLAMA3), BYTES], False, False),
    "qwen2": ([split(QWEN2), BYTES], False, True),
    "qwen35": ([split(QWEN35), BYTES], False, True),
    "tekken": ([split(TEKKEN), BYTES], True, False),
    "gpt-4o": ([split(GPT4O), BYTES], False, False),
    "deepseek-coder": ([split(r"[\r\n]"), split(r"\s?\p{L}+"), split(r"\s?\p{P}+"), split("[一-龥ࠀ-一가-\ud7ff]+"), pre_tokenizers.Digits(True), BYTES], False, False),
    "deepseek-v3": ([split(r"\p{N}{1,3}"), split("[一-龥\u3040-ゟ゠-ヿ]+"), split(DEEPSEEK3), BYTES], False, False),
    "bloom": ([split(BLOOM), BYTES], False, False),
}  # fmt: skip


def main(texts_path: str, out: str) -> None:
    rows = [json.loads(line) for line in open(texts_path, encoding="utf8")]
    texts = sorted({row["text"] for row in rows if len(row["text"]) < 100})
    trained = Tokenizer(models.BPE())
    trained.pre_tokenizer = BYTES
    trainer = trainers.BpeTrainer(vocab_size=700, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    trained.train_from_iterator(texts, trainer)
    model = json.loads(trained.to_str())["model"]
    merges = [tuple(merge) for merge in model["merges"]]
    found = {}
    for name, (steps, ignore_merges, composed) in WAYS.items():
        tokenizer = Tokenizer(models.BPE(vocab=model["vocab"], merges=merges, ignore_merges=ignore_merges))
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(steps)
        tokenizer.decoder = decoders.ByteLevel()
        if composed:
            tokenizer.normalizer = normalizers.NFC()
        found[name] = [tokenizer.encode(text).ids for text in texts]
    tokens = sorted(model["vocab"], key=model["vocab"].get)
    data = {"texts": texts, "bytePairs": {"tokens": tokens, "merges": [" ".join(merge) for merge in merges]}, "ids": found, "unigram": unigram(texts)}
    with open(out, "w", encoding="utf8") as file:
        json.dump(data, file, ensure_ascii=False, separators=(",", ":"))


def unigram(texts: list) -> dict:
    """As XLM-RoBERTa's, without a table of characters."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    trainer = trainers.UnigramTrainer(vocab_size=500, special_tokens=special, unk_token="<unk>", show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    pieces = json.loads(tokenizer.to_str())["model"]["vocab"]
    return {"tokens": [piece for piece, _ in pieces], "scores": [score for _, score in pieces], "ids": [tokenizer.encode(text).ids for text in texts]}


if __name__ == "__main__":
    main(*sys.argv[1:])
