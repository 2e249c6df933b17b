"""The measurement of other frameworks, on a framework that is made up: NumPy under another name."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from scipy.special import erf

import activations
from activations import (
    CRELU,
    GELU,
    LEAKY_RELU,
    LOGSUMEXP,
    RELU,
    RELU_SQUARED,
    RRELU,
    SOFTMAX,
    SWIGLU,
)
from activations.spec import Activation, Vector
from scripts import conformance, kinds
from scripts.frameworks import grids, worker
from scripts.frameworks.backends import Backend, Floats
from scripts.frameworks.rows import Row, body, keep, rows
from scripts.sources import SourceError
from scripts.sources.measured import CONFORMANCE
from scripts.truth.inputs import asked

ROOT = Path(__file__).resolve().parents[2]


class Fake(Backend):
    """NumPy, which has no bfloat16, and differentiates by what it is told the slope is."""

    modules: ClassVar[tuple[str, ...]] = ("numpy",)
    slope: Callable[..., Any] | None = None

    def tensor(self, x: Floats, dtype: str) -> Any:
        return x.astype(dtype)

    def numbers(self, tensor: Any) -> Floats:
        return np.asarray(tensor, np.float64)

    def slopes(self, function: Any, tensors: Any, weight: Any) -> list[Any]:
        if self.slope is None:
            raise RuntimeError("does not\ndifferentiate at 0x7f00")
        made = self.slope(*tensors)
        return made if isinstance(made, list) else [made]


def measured(
    a: Activation, function: Callable[..., Any], slope: Callable[..., Any] | None = None,
    **parameters: float,
) -> dict[str, Any]:  # fmt: skip
    """What is measured of a function that claims to be a record's."""
    backend = Fake()
    backend.slope = slope
    with np.load(grids.file(a, [parameters])) as file:
        assert file.files
    kinks, special = kinds.of(a).probes(a, parameters)
    labels = [*map(grids.label, kinks)], [*map(grids.label, special)]
    job = {
        "kinks": {name: i for i, name in enumerate(labels[0])},
        "special": {name: i for i, name in enumerate(labels[1], len(kinks))},
    }
    true = worker.truths(grids.file(a, [parameters]), "0")
    with np.errstate(all="ignore"):
        return worker.measure(backend, function, true, job)


SLOPES: dict[str, Callable[..., Any]] = {
    "softmax": lambda x: activations.softmax_jacobian(x)[..., 0, :],
    "crelu": lambda x: activations.crelu_jacobian(x)[..., 0, :],
    "swiglu": lambda gate, value: list(activations.swiglu_derivative(gate, value)),
}


def test_the_function_itself_is_the_same() -> None:
    for a in (GELU, LEAKY_RELU, RELU_SQUARED, SOFTMAX, CRELU, LOGSUMEXP, SWIGLU):
        found = measured(a, a.function, SLOPES.get(a.id, a.derivative))
        assert found["verdict"] == "same"
        for dtype, limit in (("float32", 1e-6), ("float64", 1e-12)):
            assert found[dtype]["value"]["error"] < limit
            assert found[dtype]["slope"]["error"] < limit
            assert "zero" not in found[dtype]
        assert "bfloat16" in found["bfloat16"]["raises"]


def test_another_function_under_the_same_name() -> None:
    found = measured(LEAKY_RELU, lambda x: np.where(x > 0, x, np.float32(0.2) * x))
    assert found["verdict"] == "other"
    assert found["float32"]["value"] == {"error": 19.0, "at": pytest.approx(-1, abs=1e40)} | {
        "absolute": pytest.approx(0.19 * 12, rel=1e-3)
    }
    # With the parameter that the name implies it is the function again.
    found = measured(LEAKY_RELU, lambda x: np.where(x > 0, x, 0.2 * x).astype(x.dtype),
                     negative_slope=0.2)  # fmt: skip
    assert found["verdict"] == "same"


def test_a_tail_that_is_lost() -> None:
    """1 + erf(x/√2) is 0 in float64 from -8.3 on; the truth is a normal number down to -37.5."""
    found = measured(GELU, lambda x: (x * (1 + erf(x / 2**0.5)) / 2).astype(x.dtype))
    assert found["verdict"] == "inexact"
    assert found["float64"]["value"]["error"] == 1.0
    assert found["float64"]["zero"] == -8.375
    assert -6 < found["float32"]["zero"] < -5


def test_kinks_infinities_and_nan() -> None:
    found = measured(RELU, lambda x: np.where(x > 0, x, 0).astype(x.dtype), lambda x: 0.5 + 0 * x)
    assert found["float32"]["kinks"] == {"0": {"value": 0.0, "slope": 0.5}}
    assert found["float32"]["special"] == {
        "inf": {"value": "inf", "slope": "nan"},
        "-inf": {"value": 0.0, "slope": "nan"},
        "nan": {"value": 0.0, "slope": "nan"},
    }
    assert found["float32"]["slope"]["error"] == pytest.approx(0.5 / 2**-116, rel=1e-2)


def test_a_derivative_that_raises_leaves_the_values() -> None:
    found = measured(RELU, activations.relu)
    assert found["verdict"] == "same"
    assert found["float32"]["slope"] == {"raises": "RuntimeError: does not"}


def raising(x: Any) -> Any:
    raise TypeError("cannot convert 0x7f31 in /usr/lib/x.py\nlong story")


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (raising, {"raises": "TypeError: cannot convert  in x.py"}),
        (lambda x: x[:-1], {"shape": [len(asked("float32")) + 3]}),
        (lambda x: x.sum(), {"shape": []}),
        (lambda x: np.maximum(x, 0).astype(np.float16), {"dtype": "float16"}),
        (lambda x: "relu", {"raises": "ValueError: could not convert string to float: 'relu'"}),
    ],
)
def test_what_does_not_work_is_a_row_that_says_so(function: Any, told: Any) -> None:
    found = measured(RELU, function)
    assert found["verdict"] == "failed"
    assert found["float32"] == told


def test_what_is_drawn_is_no_error() -> None:
    random = np.random.default_rng(1)
    found = measured(RRELU, lambda x: activations.rrelu(x, rng=random))
    assert found["verdict"] == "random"


def test_a_wrong_axis_shows() -> None:
    assert measured(SOFTMAX, lambda x: activations.softmax(x, axis=0))["verdict"] == "other"


def test_the_lines_to_copy_give_y() -> None:
    lines = "import numpy as np\n\ny = np.maximum(x, 0)"
    assert measured(RELU, worker.compiled(lines, "", ["x"], "fake"))["verdict"] == "same"
    lines = "node = ('Relu', x)\nother = 1"
    assert worker.compiled(lines, "", ["x"], "onnx")(3) == ("Relu", 3)


# --- the command ----------------------------------------------------------------------------

WORKER = """
import json, os, sys
if len(sys.argv) == 1:
    print('["pytorch"]')
    raise SystemExit
job, framework, *done = sys.argv[1:]
for function in json.load(open(job))["functions"]:
    for row in function["rows"]:
        place = f"{function['id']}/{row['key']}"
        if row["framework"] == framework and place not in done:
            print(json.dumps({"key": row["key"], "id": function["id"]}), flush=True)
            if "softmax(dim=-1)" in place or row["code"].startswith("torch.nn.functional.silu"):
                os._exit(3)
            found = {"version": "fake 1", "verdict": "same", "float32": {}}
            print(json.dumps({"key": row["key"], "id": function["id"], "row": found}), flush=True)
"""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place to write to, with a worker that measures nothing and dies at SiLU."""
    (tmp_path / "fake_worker.py").write_text(WORKER, encoding="utf-8")
    monkeypatch.setattr(conformance, "WORKER", "fake_worker")
    return tmp_path


def written(tree: Path, ident: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((tree / f"{CONFORMANCE}/{ident}.json").read_text())
    return content


def test_a_process_that_dies_costs_one_row(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert conformance.main(["silu"], root=tree) == 0
    found = written(tree, "silu")
    assert found["copies"]["pytorch"]["verdict"] == "same"
    died = found["calls"]["torch.nn.functional.silu"]
    assert died["verdict"] == "failed"
    assert died["float32"] == {"raises": "the process ended with 3"}
    out = capsys.readouterr().out
    assert "[2/2] pytorch" in out
    assert "silu jax: jax.nn.silu is not measured" in out


def test_what_was_measured_before_stays(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {"version": "jax 1", "verdict": "same", "float32": {}}
    keep(tree, RELU, {("calls", "jax.nn.relu"): before})
    assert conformance.main(["relu"], root=tree) == 0
    found = written(tree, "relu")
    assert found["calls"]["jax.nn.relu"].items() >= before.items()
    assert found["calls"]["torch.nn.functional.relu"]["version"] == "fake 1"
    assert "jax.nn.relu is not measured" not in capsys.readouterr().out


def test_an_interrupted_run_keeps_what_it_has(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = conformance._run

    def interrupted(*arguments: Any) -> Iterator[tuple[str, Row, dict[str, Any]]]:
        yield next(run(*arguments))
        raise KeyboardInterrupt

    monkeypatch.setattr(conformance, "_run", interrupted)
    assert conformance.main(["relu"], root=tree) == 130
    assert list(written(tree, "relu")) == ["copies"]


def test_a_row_of_another_body_is_said_and_no_failure(
    tree: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    conformance.main(["relu"], root=tree)
    path = tree / f"{CONFORMANCE}/relu.json"
    path.write_text(path.read_text().replace(body(RELU), "0" * 16))
    assert [row.current for row in rows(tree, RELU) if row.measured] == [False, False]
    monkeypatch.setattr(conformance, "_installed", lambda *_: [])
    capsys.readouterr()
    assert conformance.main(["relu"], root=tree) == 0
    said = "relu pytorch: torch.nn.functional.relu was measured of another body or call"
    assert said in capsys.readouterr().out


def test_a_measurement_without_a_mapping_is_an_error_until_it_is_measured_again(tree: Path) -> None:
    conformance.main(["relu"], root=tree)
    path = tree / f"{CONFORMANCE}/relu.json"
    name = "torch.nn.functional.relu"
    path.write_text(path.read_text().replace(f'"{name}": ', '"torch.gone": '))
    with pytest.raises(SourceError, match=r"relu.json:\d+: torch.gone was measured and is in no"):
        rows(tree, RELU)
    assert conformance.main(["relu"], root=tree) == 0
    assert "torch.gone" not in path.read_text()


def test_a_check_writes_nothing_and_fails_at_a_new_verdict(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    conformance.main(["relu"], root=tree)
    path = tree / f"{CONFORMANCE}/relu.json"
    assert conformance.main(["relu", "--check"], root=tree) == 0
    path.write_text(path.read_text().replace('"verdict": "same"', '"verdict": "other"', 1))
    before = path.read_bytes()
    assert conformance.main(["relu", "--check"], root=tree) == 1
    assert "relu pytorch: other before, now same" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_mistakes_of_people_are_told(
    tree: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert conformance.main(["leaky_rleu"], root=tree) == 1
    assert "did you mean 'leaky_relu'" in capsys.readouterr().err
    (tree / CONFORMANCE).mkdir(parents=True)
    (tree / CONFORMANCE / "gone.json").write_text("{}")
    assert conformance.main(["relu"], root=tree) == 1
    assert "docs/conformance/gone.json:1: no function has the id" in capsys.readouterr().err
    (tree / CONFORMANCE / "gone.json").unlink()
    (tree / "fake_worker.py").write_text("import nothing_at_all")
    assert conformance.main(["relu"], root=tree) == 1
    said = f"{sys.executable}:1: ModuleNotFoundError: No module named 'nothing_at_all': a Python"
    assert said in capsys.readouterr().err


# --- what is committed ----------------------------------------------------------------------


@pytest.mark.parametrize("a", activations.catalogue, ids=lambda a: a.id)
def test_what_is_committed_fits_the_mappings(a: Activation) -> None:
    for row in rows(ROOT, a):
        if row.measured:
            assert {"of", "code", "parameters", "version", "verdict"} <= row.measured.keys()
            if row.current and row.section == "copies":
                assert row.measured["verdict"] in ("same", "inexact"), row.key
            if row.current and not isinstance(a, Vector):  # there the axis is what differs
                assert (row.measured["verdict"] == "other") == row.other, row.key
            if row.current:
                assert "disagree" not in row.measured, row.key


def test_what_is_not_measured_is_no_failure() -> None:
    assert {row.measured for row in rows(Path("nowhere"), RELU)} == {None}


def test_the_formats_are_those_of_the_truth() -> None:
    assert tuple(worker.FORMATS) == grids.FORMATS
