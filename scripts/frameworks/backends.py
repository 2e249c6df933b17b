"""How each framework makes a tensor, computes with it, differentiates and gives numbers back."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import packages_distributions, version
from importlib.util import find_spec
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Function = Callable[..., Any]  # of tensors; for ONNX it returns the nodes of a graph


class Backend(ABC):
    """A framework, as the measurement needs it."""

    modules: ClassVar[tuple[str, ...]]  # what must be installed
    environment: ClassVar[dict[str, str]] = {}  # set before the framework is imported
    names: tuple[str, ...] = ()  # of the inputs

    def __init__(self, names: Sequence[str] = ()) -> None:
        self.names = tuple(names)
        os.environ.update(self.environment)
        self.m: Any = import_module(self.modules[0])

    @classmethod
    def installed(cls) -> bool:
        """Tell whether everything is there that it needs."""
        return all(find_spec(name) is not None for name in cls.modules)

    @classmethod
    def version(cls, root: str = "") -> str:
        """Return what is measured: the version of the package that a name belongs to."""
        module = root if root in cls.modules else cls.modules[0]
        package = min(packages_distributions()[module], key=len)  # mlx and not mlx-cpu
        return f"{package} {version(package)}"

    @abstractmethod
    def tensor(self, x: Floats, dtype: str) -> Any:
        """Make a tensor."""

    @abstractmethod
    def numbers(self, tensor: Any) -> Floats:
        """Return the numbers of a tensor, in which nothing of them is lost."""

    def dtype(self, tensor: Any) -> str:
        """Return the name of a tensor's dtype."""
        return str(tensor.dtype).rpartition(".")[2]

    def run(self, function: Function, tensors: Sequence[Any]) -> Any:
        """Compute."""
        return function(*tensors)

    @abstractmethod
    def slopes(self, function: Function, tensors: Sequence[Any], weight: Any) -> list[Any]:
        """Differentiate the weighted sum of the results in each tensor; None where it is none."""


class Torch(Backend):
    """PyTorch, and what is made of it."""

    modules: ClassVar[tuple[str, ...]] = ("torch",)

    def tensor(self, x: Floats, dtype: str) -> Any:  # noqa: D102
        return self.m.tensor(x, dtype=getattr(self.m, dtype))

    def numbers(self, tensor: Any) -> Floats:  # noqa: D102
        return np.asarray(tensor.detach().double().numpy())

    def slopes(self, function: Function, tensors: Sequence[Any], weight: Any) -> list[Any]:  # noqa: D102
        tensors = [t.clone().requires_grad_() for t in tensors]
        y = function(*tensors)
        return list(self.m.autograd.grad(y, tensors, weight, allow_unused=True))


class Transformers(Torch):
    """The table of activations of Hugging Face transformers."""

    modules: ClassVar[tuple[str, ...]] = ("transformers", "torch")

    def __init__(self, names: Sequence[str] = ()) -> None:
        super().__init__(names)
        self.m = import_module("torch")


class Timm(Transformers):
    """The table of activations of timm."""

    modules: ClassVar[tuple[str, ...]] = ("timm", "torch")


class Jax(Backend):
    """JAX."""

    modules: ClassVar[tuple[str, ...]] = ("jax",)
    environment: ClassVar = {"JAX_ENABLE_X64": "1", "JAX_PLATFORMS": "cpu"}

    def __init__(self, names: Sequence[str] = ()) -> None:
        super().__init__(names)
        self.m = import_module("jax")
        for part in ("jax.numpy", "jax.scipy.special"):
            import_module(part)

    def tensor(self, x: Floats, dtype: str) -> Any:  # noqa: D102
        return self.m.numpy.asarray(x, dtype=dtype)

    def numbers(self, tensor: Any) -> Floats:  # noqa: D102
        return np.asarray(self.m.numpy.asarray(tensor, "float64"))

    def slopes(self, function: Function, tensors: Sequence[Any], weight: Any) -> list[Any]:  # noqa: D102
        return list(self.m.vjp(function, *tensors)[1](weight))


class Flax(Jax):
    """Flax, both of its interfaces."""

    modules: ClassVar[tuple[str, ...]] = ("flax", "jax")


class TensorFlow(Backend):
    """TensorFlow."""

    modules: ClassVar[tuple[str, ...]] = ("tensorflow",)
    environment: ClassVar = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}

    def __init__(self, names: Sequence[str] = ()) -> None:
        super().__init__(names)
        self.m = import_module("tensorflow")

    def tensor(self, x: Floats, dtype: str) -> Any:  # noqa: D102
        return self.m.constant(x, dtype=dtype)

    def dtype(self, tensor: Any) -> str:  # noqa: D102
        return str(self.m.as_dtype(tensor.dtype).name)

    def numbers(self, tensor: Any) -> Floats:  # noqa: D102
        return np.asarray(self.m.cast(tensor, "float64").numpy())

    def slopes(self, function: Function, tensors: Sequence[Any], weight: Any) -> list[Any]:  # noqa: D102
        with self.m.GradientTape() as tape:
            for tensor in tensors:
                tape.watch(tensor)
            y = function(*tensors)
        return list(tape.gradient(y, list(tensors), weight))


class Keras(TensorFlow):
    """Keras 3 over TensorFlow, and Keras 2."""

    modules: ClassVar[tuple[str, ...]] = ("keras", "tf_keras", "tensorflow")
    environment: ClassVar = {**TensorFlow.environment, "KERAS_BACKEND": "tensorflow"}


class Mlx(Backend):
    """MLX on the processor."""

    modules: ClassVar[tuple[str, ...]] = ("mlx",)

    def __init__(self, names: Sequence[str] = ()) -> None:
        super().__init__(names)
        self.m = import_module("mlx.core")
        self.m.set_default_device(self.m.cpu)

    def tensor(self, x: Floats, dtype: str) -> Any:  # noqa: D102
        if dtype == "float64":
            return self.m.array(x, self.m.float64)
        return self.m.array(x.astype(np.float32)).astype(getattr(self.m, dtype))

    def numbers(self, tensor: Any) -> Floats:  # noqa: D102
        narrow = self.dtype(tensor) in ("bfloat16", "float16")
        return np.array(tensor.astype(self.m.float32) if narrow else tensor, np.float64)

    def slopes(self, function: Function, tensors: Sequence[Any], weight: Any) -> list[Any]:  # noqa: D102
        return list(self.m.vjp(lambda *t: [function(*t)], list(tensors), [weight])[1])


class Paddle(Backend):
    """PaddlePaddle."""

    modules: ClassVar[tuple[str, ...]] = ("paddle",)

    def tensor(self, x: Floats, dtype: str) -> Any:  # noqa: D102
        return self.m.to_tensor(x, dtype=dtype, place=self.m.CPUPlace())

    def numbers(self, tensor: Any) -> Floats:  # noqa: D102
        return np.asarray(tensor.detach().astype("float64").numpy())

    def slopes(self, function: Function, tensors: Sequence[Any], weight: Any) -> list[Any]:  # noqa: D102
        for tensor in tensors:
            tensor.stop_gradient = False
        y = function(*tensors)
        return list(self.m.grad([y], list(tensors), [weight], allow_unused=True))


class Onnx(Backend):
    """ONNX through ONNX Runtime, at the newest opset that it takes; it does not differentiate."""

    modules: ClassVar[tuple[str, ...]] = ("onnxruntime", "onnx")

    def __init__(self, names: Sequence[str] = ()) -> None:
        super().__init__(names)
        self.m = import_module("onnxruntime")
        self.onnx: Any = import_module("onnx")

    def tensor(self, x: Floats, dtype: str) -> Any:  # noqa: D102
        return x.astype(self.onnx.helper.tensor_dtype_to_np_dtype(self._kind(dtype)))

    def _kind(self, dtype: str) -> int:
        names = {"float32": "FLOAT", "float64": "DOUBLE", "bfloat16": "BFLOAT16"}
        return int(getattr(self.onnx.TensorProto, names[dtype]))

    def numbers(self, tensor: Any) -> Floats:  # noqa: D102
        return np.asarray(tensor).astype(np.float64)

    def run(self, function: Function, tensors: Sequence[Any]) -> Any:  # noqa: D102
        helper = self.onnx.helper
        made = function(*tensors)
        nodes = made if isinstance(made, list) else [made]
        kind = self._kind(self.dtype(tensors[0]))
        values = [
            helper.make_tensor_value_info(n, kind, t.shape)
            for n, t in zip(self.names, tensors, strict=True)
        ]
        # Of the result neither dtype nor shape is said: the runtime finds them out.
        y = helper.make_empty_tensor_value_info("y")
        graph = helper.make_graph(nodes, "measured", values, [y])
        options = self.m.SessionOptions()
        options.log_severity_level = 4
        for opset in range(self.onnx.defs.onnx_opset_version(), 0, -1):
            model = helper.make_model(
                graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=10
            )
            try:
                session = self.m.InferenceSession(
                    model.SerializeToString(), options, providers=["CPUExecutionProvider"]
                )
            except Exception as error:
                if "under development" in str(error) or "opset" in str(error).casefold():
                    last = error
                    continue
                raise
            given = {
                n: self.m.OrtValue.ortvalue_from_numpy_with_onnx_type(
                    t.view(np.uint16) if kind == 16 else t, kind
                )
                for n, t in zip(self.names, tensors, strict=True)
            }
            result = session.run_with_ort_values(["y"], given)[0].numpy()
            if kind == 16 and result.dtype == np.uint16:
                return result.view(tensors[0].dtype)
            return result
        raise last

    def slopes(self, function: Function, tensors: Sequence[Any], weight: Any) -> list[Any]:  # noqa: D102
        raise NotImplementedError("no derivative")


BACKENDS: dict[str, type[Backend]] = {
    "pytorch": Torch,
    "keras": Keras,
    "tensorflow": TensorFlow,
    "jax": Jax,
    "flax": Flax,
    "onnx": Onnx,
    "mlx": Mlx,
    "paddle": Paddle,
    "transformers": Transformers,
    "timm": Timm,
}
