"""Open the text models in the rapidocr wheel; nothing is downloaded."""

from importlib.util import find_spec
import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
import onnxruntime

DETECTOR = "PP-OCRv6_det_small.onnx"
RECOGNIZER = "PP-OCRv6_rec_small.onnx"
MAX_THREADS = 4

type Tensor = NDArray[np.float32]


class Session:
    """One model with one input and one output."""

    def __init__(self, name: str) -> None:
        """Load a model from the wheel by its file name."""
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4
        options.intra_op_num_threads = min(MAX_THREADS, os.process_cpu_count() or 1)
        # Threads that spin while they wait slow down everything else on the machine.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(model_path(name)), options, providers=["CPUExecutionProvider"]
        )
        self._input: str = self._session.get_inputs()[0].name

    def run(self, tensor: Tensor) -> Tensor:
        """Run the model on a batch."""
        return np.asarray(self._session.run(None, {self._input: tensor})[0], np.float32)

    def characters(self) -> list[str]:
        """Return the characters of a recognizer, in the order of its classes."""
        metadata: dict[str, str] = self._session.get_modelmeta().custom_metadata_map
        return metadata["character"].splitlines()


def model_path(name: str) -> Path:
    """Find a model file in the installed wheel."""
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise FileNotFoundError(name)
    return Path(spec.origin).parent / "models" / name
