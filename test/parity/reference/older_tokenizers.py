"""Makes small tokenizers in the files of older folders, without tokenizer.json, and the ids that Transformers gives with them.

python older_tokenizers.py ../../data/tokenizer/older
"""

import json
import sys
from pathlib import Path

import sentencepiece
from tokenizers import ByteLevelBPETokenizer, BertWordPieceTokenizer
from transformers import AutoTokenizer

CORPUS = """The keeper climbed the stairs to the lamp. It's 2024 and 3.14 costs $5. They'll say that we don't know.
Grüße aus dem Café; naïve “quotes” … the harbour was quiet that morning, two boats had come in before dawn.
Mortgage rates rose again last week; he opened a window because it was too warm, and she read the letter twice.
The lighthouse keepers' families kept quay and harbour, the keys and the quiet, unhappily happily happier.
""" * 40
TEXTS = [
    "The keeper climbed the stairs to the lamp.", "Hello, World! It's 2024 and 3.14 costs $5.", "Grüße — naïve café, “quotes” … x² ½",
    "日本語 and עברית emoji 🙂 mixed", "  two  spaces\n\nnew\tline ", "don't we'll THEY'RE", "", " ", "a", "quay  quay\r\nquay", "unhappily",
]
BERT = {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4}


def words(folder, specials, lower):
    trainer = BertWordPieceTokenizer(lowercase=lower)
    trainer.train_from_iterator([CORPUS], vocab_size=400, special_tokens=specials, show_progress=False)
    pieces = sorted(trainer.get_vocab().items(), key=lambda item: item[1])
    (folder / "vocab.txt").write_text("".join(f"{piece}\n" for piece, _ in pieces), encoding="utf-8")


def pairs(folder, specials):
    trainer = ByteLevelBPETokenizer()
    trainer.train_from_iterator([CORPUS], vocab_size=500, special_tokens=specials, show_progress=False)
    trainer.save_model(str(folder))


def pieces(folder, name, kind, **options):
    (folder / "corpus.txt").write_text(CORPUS, encoding="utf-8")
    (folder / "rules.tsv").write_text("2026\t2E 2E 2E\nB2\t32\nBD\t31 2044 32\n", encoding="utf-8")
    rules = {} if kind == "bpe" else dict(normalization_rule_tsv=str(folder / "rules.tsv"))
    sentencepiece.SentencePieceTrainer.train(
        input=str(folder / "corpus.txt"), model_prefix=str(folder / "made"), model_type=kind, hard_vocab_limit=False,
        minloglevel=2, **{**rules, **options},
    )
    (folder / "made.model").rename(folder / name)
    for rest in ("corpus.txt", "rules.tsv", "made.vocab"):
        (folder / rest).unlink(missing_ok=True)


BPE = dict(vocab_size=700, byte_fallback=True, normalization_rule_name="identity", remove_extra_whitespaces=False, split_digits=True)
UNIGRAM = dict(vocab_size=300)
MAKE = {
    "gpt2": ("gpt2", "GPT2Tokenizer", {}, lambda f: pairs(f, ["<|endoftext|>"])),
    "opt": ("opt", "GPT2Tokenizer", dict(bos_token="</s>", eos_token="</s>", unk_token="</s>", pad_token="<pad>", add_bos_token=True), lambda f: pairs(f, ["<s>", "<pad>", "</s>", "<unk>"])),
    "roberta": ("roberta", "RobertaTokenizer", {}, lambda f: pairs(f, ["<s>", "<pad>", "</s>", "<unk>", "<mask>"])),
    "qwen2": ("qwen2", "Qwen2Tokenizer", {}, lambda f: pairs(f, ["<|endoftext|>"])),
    "bert": ("bert", "BertTokenizer", {}, lambda f: words(f, list(BERT), True)),
    "bert-cased": ("bert", "BertTokenizer", dict(do_lower_case=False), lambda f: words(f, list(BERT), False)),
    "mpnet": ("mpnet", "MPNetTokenizer", {}, lambda f: words(f, ["<s>", "<pad>", "</s>", "[UNK]", "<mask>"], True)),
    "llama": ("llama", "LlamaTokenizer", {}, lambda f: pieces(f, "tokenizer.model", "bpe", **BPE)),
    "xlm-roberta": ("xlm-roberta", "XLMRobertaTokenizer", {}, lambda f: pieces(f, "sentencepiece.bpe.model", "unigram", **UNIGRAM)),
    "camembert": ("camembert", "CamembertTokenizer", {}, lambda f: pieces(f, "sentencepiece.bpe.model", "unigram", **UNIGRAM)),
    "albert": ("albert", "AlbertTokenizer", {}, lambda f: pieces(f, "spiece.model", "unigram", pad_id=0, unk_id=1, bos_id=-1, eos_id=-1, control_symbols=["[CLS]", "[SEP]"], user_defined_symbols=["[MASK]"], **UNIGRAM)),
    "deberta-v2": ("deberta-v2", "DebertaV2Tokenizer", {}, lambda f: pieces(f, "spm.model", "unigram", pad_id=0, pad_piece="[PAD]", bos_id=1, bos_piece="[CLS]", eos_id=2, eos_piece="[SEP]", unk_id=3, unk_piece="[UNK]", **UNIGRAM)),
}

for name, (model_type, cls, settings, make) in MAKE.items():
    folder = Path(sys.argv[1], name)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps({"model_type": model_type}))
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": cls, **settings}))
    make(folder)
    reference = AutoTokenizer.from_pretrained(folder)
    rows = [dict(text=text, ids=reference.encode(text, add_special_tokens=False), whole=reference.encode(text)) for text in TEXTS]
    (folder / "ids.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "pair.json").write_text(json.dumps(reference("a", "a")["input_ids"]) + "\n")
    print(name, type(reference).__name__, sum(p.stat().st_size for p in folder.iterdir()) // 1024, "KiB")
