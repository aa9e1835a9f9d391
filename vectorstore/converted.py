"""Models run by OpenVINO, the embedding model and the reader; the only file that imports it."""

from __future__ import annotations

import math
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args

import numpy as np
import openvino
import openvino.opset13 as opset
from numpy.typing import NDArray

from vectorstore.weights import Role, Vectors, Weights

VERSION: str = openvino.__version__
Tokenize = Callable[[Sequence[str]], list[list[int]]]
"""Texts to token ids, special ones included, no more than the model reads."""

_CPU = Path("/proc/cpuinfo")
_CAN = _CPU.read_text(encoding="utf-8", errors="replace") if _CPU.exists() else ""
_TILES = "amx_bf16" in _CAN
_BYTES = "avx512_vnni" in _CAN or "avx_vnni" in _CAN

_GROUP = 128
"""Numbers that share a scale when what a layer is given is rounded to bytes: of 64 to 384 the
fastest measured, and as near to the exact product as the smaller."""
_BATCH_TOKENS, _BATCH_TEXTS = 1024, 16
"""The fastest sizes measured on two cores, for passages and for single sentences: more of these
would differ more in length, and the padding costs more than the larger batch saves."""
_BATCH_COST = 16
"""What a batch costs by itself, in tokens."""
_LEAST_TOKENS = 256
"""Smaller batches cost more than the core that would be idle saves."""


def convert(module: Any, example: tuple[Any, ...], path: Path) -> None:
    """Write a torch module to ``path`` (.xml, and .bin beside it), traced with an example input.

    openvino.convert_model does the same, but reports each use to its makers over the network.
    """
    from openvino.frontend import FrontEndManager
    from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder

    frontend = FrontEndManager().load_by_framework("pytorch")
    traced = TorchScriptPythonDecoder(module, example_input=example)
    openvino.save_model(frontend.convert(frontend.load(traced)), path, compress_to_fp16=True)


def _round_weights(model: Any) -> None:
    """Keep the factors of matrix products as bytes, with a scale for each row of the result.

    It is what lets OpenVINO round the other factor too, as it comes, and multiply bytes.
    """
    for product in model.get_ops():
        if product.get_type_name() != "MatMul":
            continue
        widened = product.input_value(1).get_node()
        if widened.get_type_name() != "Convert":
            continue
        weights = widened.input_value(0).get_node().data.astype(np.float32)
        along = 1 if product.get_attributes()["transpose_b"] else 0
        scale = np.maximum(np.abs(weights).max(axis=along, keepdims=True) / 127, 1e-12)
        rounded = opset.constant(np.round(weights / scale).astype(np.int8))
        again = opset.multiply(opset.convert(rounded, "f32"), opset.constant(scale))
        product.input(1).replace_source_output(again.output(0))


class Network:
    """A model that ``convert`` wrote, fed with these inputs and this padding token.

    ``rounding``: compute with bytes where the processor multiplies them (VNNI), twice as fast and
    a little less exact.
    """

    def __init__(
        self, path: Path, inputs: Sequence[str], pad: int, *, rounding: bool = False
    ) -> None:
        self._inputs, self._pad = inputs, pad
        self._core = openvino.Core()
        self._model = self._core.read_model(path)
        self._rounds = rounding and _BYTES and not _TILES
        if self._rounds:
            _round_weights(self._model)
        # One thread: on a busy machine a question waits less for one core than for all of them.
        self._for_one = self._compile(PERFORMANCE_HINT="LATENCY", INFERENCE_NUM_THREADS=1)
        self._for_many: Any = None
        self._side_by_side = 1
        self._lock = threading.Lock()
        # Making a request takes longer than a short batch.
        self._idle_for_one: deque[Any] = deque()
        self._idle: deque[Any] = deque()
        self.width = int(self._for_one.output(0).partial_shape[1].get_length())

    def run(self, rows: Sequence[list[int]], begins: Sequence[int] = ()) -> Vectors:
        """float32 (rows, width) of rows of token ids.

        From token ``begins`` on a row is the second of two texts; without it there is but one.
        """
        found = np.zeros((len(rows), self.width), np.float32)
        if len(rows) == 1:
            request = _spare(self._idle_for_one, self._for_one)
            found[:] = request.infer(self._arrays(rows, begins))[0]
            self._idle_for_one.append(request)
        elif rows:
            self._run(rows, begins, found)
        return found

    def _run(self, rows: Sequence[list[int]], begins: Sequence[int], found: Vectors) -> None:
        """Batches of like length, side by side on all cores, a few texts in parts for each.

        Not by AsyncInferQueue: its callbacks can lock up for good when the model is let go.
        """
        with self._lock:
            if self._for_many is None:
                model = self._compile(PERFORMANCE_HINT="THROUGHPUT")
                # Asked once: it waits for what the model computes, and holds the interpreter.
                self._side_by_side = model.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
                self._for_many = model
        running: deque[tuple[Any, list[int]]] = deque()

        def finish() -> Any:
            request, batch = running.popleft()
            request.wait()
            found[batch] = request.get_output_tensor(0).data
            return request

        lengths = [len(row) for row in rows]
        share = math.ceil(1.1 * sum(lengths) / self._side_by_side)  # with the padding
        for batch in _batches(lengths, min(max(share, _LEAST_TOKENS), _BATCH_TOKENS)):
            many = len(running) > self._side_by_side
            request = finish() if many else _spare(self._idle, self._for_many)
            second = [begins[number] for number in batch] if begins else ()
            request.start_async(self._arrays([rows[number] for number in batch], second))
            running.append((request, batch))
        while running:
            self._idle.append(finish())

    def _arrays(self, rows: Sequence[list[int]], begins: Sequence[int]) -> list[NDArray[np.int64]]:
        shape = len(rows), max(map(len, rows))
        given = {
            "input_ids": np.full(shape, self._pad, np.int64),
            "attention_mask": np.zeros(shape, np.int64),
            "token_type_ids": np.zeros(shape, np.int64),
        }
        for number, row in enumerate(rows):
            given["input_ids"][number, : len(row)] = row
            given["attention_mask"][number, : len(row)] = 1
            given["token_type_ids"][number, begins[number] if begins else len(row) : len(row)] = 1
        return [given[name] for name in self._inputs]

    def _compile(self, **wanted: Any) -> Any:
        """In bfloat16 where the processor multiplies it in tiles (AMX), twice as fast as float32.

        Without tiles OpenVINO would take bfloat16 too, and half as long again as float32.
        """
        wanted["INFERENCE_PRECISION_HINT"] = "bf16" if _TILES else "f32"
        wanted["DYNAMIC_QUANTIZATION_GROUP_SIZE"] = _GROUP if self._rounds else 0
        return self._core.compile_model(self._model, "CPU", wanted)


class Converted(Network):
    """An embedding model: texts to vectors."""

    def __init__(
        self, path: Path, inputs: Sequence[str], pad: int, weights: Weights, tokenize: Tokenize
    ) -> None:
        super().__init__(path, inputs, pad)
        self.dimension = self.width
        self._tokenize = tokenize
        self._prompts = {role: weights.prompt(role) for role in get_args(Role)}

    def encode(self, texts: Sequence[str], role: Role) -> Vectors:
        """float32 (texts, dimension), each of length one."""
        prompt = self._prompts[role]
        vectors = self.run(self._tokenize([prompt + text for text in texts]))
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return vectors


def _spare(idle: deque[Any], model: Any) -> Any:
    """A request of the model that nobody uses: each serves one caller at a time."""
    with suppress(IndexError):
        return idle.pop()
    return model.create_infer_request()


def _batches(lengths: list[int], tokens: int) -> Iterator[list[int]]:
    """Numbers of texts, shortest first, few enough for the padded batch to have these tokens.

    Of all ways to cut that order, the one with the least padding and fewest batches.
    """
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    least, starts = [0.0], [0]
    for end, number in enumerate(order, start=1):
        length = lengths[number]
        most = max(1, min(_BATCH_TEXTS, tokens // length, end))
        cost, start = min(
            (least[start] + (end - start) * length + _BATCH_COST, start)
            for start in range(end - most, end)
        )
        least.append(cost)
        starts.append(start)
    end, cut = len(order), list[list[int]]()
    while end:
        cut.append(order[starts[end] : end])
        end = starts[end]
    yield from reversed(cut)
