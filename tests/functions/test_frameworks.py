"""The names in other frameworks: every file is read, every name leads to its function."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import activations
from activations import LEAKY_RELU, RELU, from_framework
from activations.frameworks import FOLDER, FRAMEWORKS, Call, elsewhere, inputs, resolver
from activations.spec import Activation, SpecError

COPY = (FOLDER / "leaky_relu.toml").read_text(encoding="utf-8").partition("\n[[call]]")[0]
CALL = '\n[[call]]\nframework = "keras"\nname = "keras.layers.LeakyReLU"\n'
CALLS = [
    pytest.param(a, call, id=f"{a.id}-{call.title}")
    for a in activations.catalogue
    for call in elsewhere(a).calls
]

# --- reading --------------------------------------------------------------------------------


def refusal(text: str, folder: Path) -> tuple[int, str]:
    """The line and the words of the error that a file is refused with."""
    path = folder / "leaky_relu.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        elsewhere(LEAKY_RELU, folder)
    where, _, words = str(caught.value).removeprefix(str(path)).removeprefix(":").partition(": ")
    assert words.count(": ") >= 1, "what is wrong: what would be right"
    return int(where), words


@pytest.mark.parametrize(
    ("added", "offset", "words"),
    [
        ('nmae = "x"', 0, "unknown key 'nmae': framework, name, options, code, also, param"),
        ('options = ""', 0, "options is no text: a text that is not empty"),
        ('also = "keras.x"', 0, 'also is no list of names: also = ["…"]'),
        ("parameters = { slope = 1 }", 0, "bad parameter 'slope': a number for one of"),
        ("parameters = { negative_slope = true }", 0, "bad parameter 'negative_slope': a number"),
        ("parameters = { negative_slope = 0.01 }", 0, "negative_slope = 0.01 is our default: "),
        ("other = false", 0, "other is not true: other = true, or leave it out"),
        ("parameters = 3", 0, "parameters is no table: { name = number }"),
        ('code = "f(x"', 0, "f(x: '(' was never closed: one expression"),
        ("[[call]]", 0, "a call without framework: framework = "),
        ('[[call]]\nframework = "torch"\nname = "f"', 1, "unknown framework 'torch': one of pytor"),
        ("parameters = ", 0, "Invalid value: valid TOML"),
    ],
)
def test_what_is_wrong_in_a_call_is_said_with_its_line(
    added: str, offset: int, words: str, tmp_path: Path
) -> None:
    text = COPY + CALL + added
    line, said = refusal(text, tmp_path)
    assert said.startswith(words)
    assert line == len((COPY + CALL).splitlines()) + 1 + offset


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[copy]", "[copies]", "unknown key 'copies': [copy] or [[call]]"),
        ("\nkeras = '''", "\ntheano = '''", "bad entry 'theano': [copy] with a text for each of"),
        ("y = F.leaky_relu(x)", "F.leaky_relu(x)", "pytorch assigns no y: Python that assigns y"),
        ("node = helper", "y = helper", "onnx assigns no node: Python that assigns node"),
        ("y = F.leaky_relu(x)", "y = F.leaky_relu(x", "pytorch: '(' was never closed: Python"),
    ],
)
def test_what_is_wrong_in_a_copy_is_said(old: str, new: str, words: str, tmp_path: Path) -> None:
    assert old in COPY
    assert refusal(COPY.replace(old, new, 1), tmp_path)[1].startswith(words)


def test_every_framework_of_the_tabs_has_lines_to_copy(tmp_path: Path) -> None:
    start = COPY.index("\nmlx = '''")
    text = COPY[:start] + COPY[COPY.index("\npaddle = '''") :]
    assert refusal(text, tmp_path) == (1, refusal(text, tmp_path)[1])
    assert "no copy for mlx" in refusal(text, tmp_path)[1]


def test_a_function_without_a_file_has_no_names(tmp_path: Path) -> None:
    assert elsewhere(RELU, tmp_path) == ({}, ())


def test_every_file_has_a_function() -> None:
    assert {p.stem for p in FOLDER.glob("*.toml")} <= {a.id for a in activations.catalogue}


# --- names ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("a", "call"), CALLS)
def test_every_name_leads_to_its_function(a: Activation, call: Call) -> None:
    options = f"({call.options})" if call.options else ""
    if call.other:
        with pytest.raises(LookupError, match=f"bears the name of '{a.id}' and is another"):
            from_framework(call.title)
        return
    for name in (call.name, *call.also):
        for spelling in (name + options, f" {name}{options} ", (name + options).replace('"', "'")):
            assert from_framework(spelling) == (a, dict(call.parameters))


@pytest.mark.parametrize(
    ("name", "ident", "parameters"),
    [
        ("F.silu", "silu", {}),
        ("nn.LeakyReLU", "leaky_relu", {}),
        ("NN.leaky-relu", "leaky_relu", {}),
        ("tf.nn.leaky_relu", "leaky_relu", {"negative_slope": 0.2}),
        ("tensorflow.nn.leaky_relu", "leaky_relu", {"negative_slope": 0.2}),
        ("tf.keras.layers.LeakyReLU", "leaky_relu", {"negative_slope": 0.3}),
        ("flax.linen.PReLU", "prelu", {"negative_slope": 0.01}),
        ("torch.nn.GELU()", "gelu", {}),
        ("jax.nn.gelu( approximate = False )", "gelu", {}),
        ("ACT2FN['gelu_python']", "gelu", {}),
        ("gelu_python", "gelu", {}),
        ("gelu_new", "gelu_tanh", {}),
        ("jax.nn.gelu", "gelu_tanh", {}),
        ("keras.ops.gelu", "gelu_tanh", {}),
        ("ACT2FN['quick_gelu']", "quick_gelu", {}),
        ("nn.Hardsigmoid", "hard_sigmoid", {}),
        ("LeakyRelu", "leaky_relu", {}),
    ],
)
def test_what_people_write(name: str, ident: str, parameters: dict[str, float]) -> None:
    assert from_framework(name) == (activations.get(ident), parameters)


def test_a_short_name_that_frameworks_share_for_different_things_is_not_guessed() -> None:
    with pytest.raises(LookupError, match=r"'nn.PReLU' is not the same .*'torch.nn.PReLU'"):
        from_framework("nn.PReLU")


def test_an_unknown_name_gets_those_that_are_close() -> None:
    with pytest.raises(LookupError, match=r"'jax.nn.sillu': did you mean 'jax.nn.silu'"):
        from_framework("jax.nn.sillu")
    with pytest.raises(LookupError, match="no framework is known to call a function 'qqqq'"):
        from_framework("qqqq")
    with pytest.raises(TypeError, match="is a string, not int"):
        from_framework(3)  # type: ignore[arg-type]


def test_one_full_name_cannot_mean_two_things() -> None:
    one = Call("keras", "keras.f")
    with pytest.raises(SpecError, match=r"relu.toml:1: keras.f is leaky_relu already: "):
        resolver([(LEAKY_RELU, (one,)), (RELU, (one,))])
    other = Call("keras", "keras.f", parameters={"negative_slope": 0.2})
    with pytest.raises(SpecError, match=r"keras\.f is leaky_relu already"):
        resolver([(LEAKY_RELU, (one, other))])
    told_apart = Call("keras", "keras.f", options="g=1")
    assert len(resolver([(LEAKY_RELU, (one,)), (RELU, (told_apart,))])) == 4


def test_the_parameters_are_those_of_the_function() -> None:
    for a in activations.catalogue:
        for call in elsewhere(a).calls:
            a.function(*[[0.5]] * len(inputs(a)), **call.parameters)


def test_every_framework_is_named_somewhere() -> None:
    assert {c.framework for a in activations.catalogue for c in elsewhere(a).calls} == {*FRAMEWORKS}


def test_no_file_is_read_before_a_name_is_asked_for() -> None:
    code = (
        "import activations\n"
        "from activations.frameworks import _known, elsewhere\n"
        "assert not elsewhere.cache_info().currsize + _known.cache_info().currsize\n"
        "activations.from_framework('F.silu')\n"
        "assert elsewhere.cache_info().currsize\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=FOLDER.parents[1])
