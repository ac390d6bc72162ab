"""Makes the golden folders of chats: what Transformers makes of conversations with the chat templates of published models, and a tiny model of
random weights with its own greedy answer to one.

python golden_chat.py ../../data/golden
"""

import json
import sys
from datetime import datetime
from pathlib import Path

import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import AutoConfig, AutoModelForCausalLM, PreTrainedTokenizerFast

from golden_causal import SIZES, fill

CHATML = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
LLAMA3 = ["<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"]

# Special tokens in the order of their ids, which of them are bos, eos and the end of a turn, and whether text is bytes or pieces of words.
MODELS = {
    "smollm2": (CHATML, "<|im_start|>", "<|im_end|>", "<|im_end|>", "bytes"),
    "qwen2": (CHATML, None, "<|im_end|>", "<|im_end|>", "bytes"),
    "qwen3": (CHATML, None, "<|im_end|>", "<|im_end|>", "bytes"),
    "llama3": (LLAMA3, "<|begin_of_text|>", "<|end_of_text|>", "<|eot_id|>", "bytes"),
    "llama3.2": (LLAMA3, "<|begin_of_text|>", "<|end_of_text|>", "<|eot_id|>", "bytes"),
    "gemma": (["<pad>", "<eos>", "<bos>", "<start_of_turn>", "<end_of_turn>"], "<bos>", "<eos>", "<end_of_turn>", "pieces"),
    "phi3": (["<s>", "<|endoftext|>", "<|user|>", "<|assistant|>", "<|end|>"], "<s>", "<|endoftext|>", "<|end|>", "pieces"),
    "phi4-mini": (["<|endoftext|>", "<|user|>", "<|assistant|>", "<|end|>"], "<|endoftext|>", "<|endoftext|>", "<|end|>", "bytes"),
    "mistral": (["<s>", "</s>", "[INST]", "[/INST]"], "<s>", "</s>", "</s>", "pieces"),
    "zephyr": (["<s>", "</s>"], "<s>", "</s>", "</s>", "pieces"),
}

TEXTS = [
    "Rewrite the text.\n\nThe harbour *was* quiet, and `x = 1` was so.",
    "Traduis : « Où est-ce ? » 你好 🙂",
    "  Two spaces.\n\n\n- one\n- two\n",
]
CORPUS = ["the harbour was quiet that morning, and two boats had come in before dawn. the text is so."] * 4


def tokenizer_of(specials, kind):
    if kind == "bytes":
        tokenizer = Tokenizer(models.BPE())
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        tokenizer.decoder = decoders.ByteLevel()
        alphabet = pre_tokenizers.ByteLevel.alphabet()
    else:
        tokenizer = Tokenizer(models.BPE(byte_fallback=True, fuse_unk=True, unk_token="<unk>"))
        tokenizer.normalizer = normalizers.Replace(" ", "▁")
        tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
        alphabet = []
        specials = ["<unk>"] + specials
    added = [AddedToken(name, special=True, normalized=False) for name in specials]
    extra = [] if kind == "bytes" else [AddedToken(f"<0x{byte:02X}>", special=False, normalized=False) for byte in range(256)]
    trainer = trainers.BpeTrainer(vocab_size=10_000, min_frequency=4, special_tokens=added + extra, initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator(CORPUS, trainer)
    # Bytes are pieces of the vocabulary, not names that stand for something in a text.
    data = json.loads(tokenizer.to_str())
    data["added_tokens"] = [token for token in data["added_tokens"] if not token["content"].startswith("<0x")]
    return Tokenizer.from_str(json.dumps(data))


def conversations(text):
    user = {"role": "user", "content": text}
    return [[user], [user, {"role": "assistant", "content": "So it is."}, {"role": "user", "content": "Go on."}]]


def make(name, out):
    specials, bos, eos, turn_end, kind = MODELS[name]
    template = (Path(__file__).parent / "chat_templates" / f"{name}.jinja").read_text()
    named = dict(bos_token=bos, eos_token=eos, **(dict(unk_token="<unk>") if kind == "pieces" else {}))
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer_of(specials, kind), chat_template=template, **{k: v for k, v in named.items() if v})
    chats = []
    for messages in [each for text in TEXTS for each in conversations(text)]:
        options = dict(add_generation_prompt=True, enable_thinking=False, thinking=False)
        text = fast.apply_chat_template(messages, tokenize=False, **options)
        chats.append(dict(messages=messages, text=text, tokens=fast.apply_chat_template(messages, tokenize=True, return_dict=False, **options)))
    folder = Path(out) / f"chat-{name}"
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = json.loads(fast.backend_tokenizer.to_str())
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")) + "\n")
    config = {k: v for k, v in named.items() if v}
    (folder / "tokenizer_config.json").write_text(json.dumps(config | dict(chat_template=template), ensure_ascii=False) + "\n")
    golden = dict(today=datetime.now().strftime("%Y-%m-%d"), turnEnd=fast.convert_tokens_to_ids(turn_end), chats=chats)
    (folder / "golden.json").write_text(json.dumps(golden, ensure_ascii=False) + "\n")
    return folder, fast, chats


def make_model(folder, fast, chats):
    """The tiny model that answers, and what it says to the first conversation."""
    sizes = SIZES | dict(vocab_size=len(fast), max_position_embeddings=512, eos_token_id=fast.eos_token_id, bos_token_id=None)
    config = AutoConfig.for_model("llama", **sizes, tie_word_embeddings=True)
    torch.manual_seed(0)
    model = AutoModelForCausalLM.from_config(config).eval()
    fill(model)
    model.half().save_pretrained(folder)
    model = model.float()
    ids = torch.tensor([chats[0]["tokens"]])
    with torch.no_grad():
        answer = model.generate(ids, do_sample=False, max_new_tokens=24, pad_token_id=0)[0, ids.shape[1]:].tolist()
    path = folder / "golden.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | dict(answer=answer), ensure_ascii=False) + "\n")
    (folder / "generation_config.json").unlink(missing_ok=True)


for name in MODELS:
    made = make(name, sys.argv[1])
    if name == "smollm2":
        make_model(*made)
