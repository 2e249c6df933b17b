"""What people type into the search, and the page that must be among the first three."""

from __future__ import annotations

from activations import catalogue

SIGMOID, TANH = "functions/sigmoid/", "functions/tanh/"
RELU, LEAKY, SOFTMAX = "functions/relu/", "functions/leaky_relu/", "functions/softmax/"
LIST, LESSON, ABOUT, HOME = "functions/", "first-lesson/", "about/", ""
EXACT, OTHERS = "exactness/", "discrepancies/"
GLOSSARY = "glossary/"

# A function whose name or alias is typed, however it is written, is the very first.
NAMES: dict[str, list[tuple[str, str]]] = {
    "ko": [
        ("시그모이드", SIGMOID),
        ("시그모이드를", SIGMOID),
        ("sigmoid", SIGMOID),
        ("하이퍼볼릭 탄젠트", TANH),
        ("하이퍼볼릭탄젠트는", TANH),
        ("쌍곡탄젠트", TANH),
        ("tanh", TANH),
        ("ReLU", RELU),
        ("렐루", RELU),
        ("렐루의", RELU),
        ("경사 함수", RELU),
        ("리키 렐루", LEAKY),
        ("leaky_relu", LEAKY),
        ("소프트맥스", SOFTMAX),
        ("소프트맥스에서는", SOFTMAX),
    ],
    "en": [
        ("sigmoid", SIGMOID),
        ("Sigmoids", SIGMOID),
        ("expit", SIGMOID),
        ("logistic", SIGMOID),
        ("시그모이드", SIGMOID),
        ("tanh", TANH),
        ("hyperbolic tangent", TANH),
        ("ReLU", RELU),
        ("relus", RELU),
        ("rectified linear unit", RELU),
        ("rectifiers", RELU),
        ("leaky relu", LEAKY),
        ("LeakyReLU", LEAKY),
        ("leaky-relu", LEAKY),
        ("leaky", LEAKY),
        ("softmax", SOFTMAX),
        ("softargmax", SOFTMAX),
    ],
}

WORDS: dict[str, list[tuple[str, str]]] = {
    "ko": [
        ("소프트", SOFTMAX),
        ("함수를", LIST),
        ("함수 목록", LIST),
        ("성화", LESSON),
        ("활성화함수", HOME),
        ("기울기 소실", LESSON),
        ("기울기소실은", LESSON),
        ("죽은 뉴런", RELU),
        ("판별자", LEAKY),
        ("시그모이드의 도함수", SIGMOID),
        ("로짓", GLOSSARY),
        ("LSTM 게이트", SIGMOID),
        ("순환 신경망에서", TANH),
        ("온도", SOFTMAX),
        ("야코비 행렬", SOFTMAX),
        ("어텐션 가중치", SOFTMAX),
        ("정확도", EXACT),
        ("같은 이름", OTHERS),
        ("어느 GELU인가", OTHERS),
        ("게이트는 어느 절반", OTHERS),
        ("라이선스", ABOUT),
        ("ulp", EXACT),
        ("정류형", LIST),
        # unfinished: what an input method shows on the way to 시그모이드, and initials alone
        ("시금", SIGMOID),
        ("ㅅㄱㅁㅇㄷ", SIGMOID),
    ],
    "en": [
        ("function list", LIST),
        ("derivatives of tanh", TANH),
        ("properties of softmax", SOFTMAX),
        ("softmax property", SOFTMAX),
        ("vanishing gradients", LESSON),
        ("dying relus", RELU),
        ("discriminators", LEAKY),
        ("gates", GLOSSARY),
        ("logits", GLOSSARY),
        ("recurrent network", TANH),
        ("temperatures", SOFTMAX),
        ("Jacobian", SOFTMAX),
        ("attention weights", SOFTMAX),
        ("first lesson", LESSON),
        ("accuracy", EXACT),
        ("same name", OTHERS),
        ("which gelu is this", OTHERS),
        ("which half", OTHERS),
        ("licence", ABOUT),
        ("ulps", EXACT),
        ("field guide", HOME),
    ],
}

# One letter is wrong, and what is searched instead.
GELU = "functions/gelu/"
MISSPELLED: dict[str, list[tuple[str, str, str]]] = {
    "ko": [
        ("시그머이드", SIGMOID, "시그모이드"),
        ("시그머이드를", SIGMOID, "시그모이드"),
        ("소프트멕스", SOFTMAX, "소프트맥스"),
        ("소프트 멕스", SOFTMAX, "소프트맥스"),
        ("젤루", GELU, "겔루"),
        ("sigmod", SIGMOID, "sigmoid"),
        ("simgoid", SIGMOID, "sigmoid"),
    ],
    "en": [
        ("sigmod", SIGMOID, "sigmoid"),
        ("simgoid", SIGMOID, "sigmoid"),
        ("softmx", SOFTMAX, "softmax"),
        ("geul", GELU, "gelu"),
        ("leeky relu", LEAKY, "leakyrelu"),
        ("gelu derivitive", GELU, "gelu derivative"),
    ],
}

# Asked as soon as there is a function of that name.
OF_A_FUNCTION: dict[str, dict[str, list[str]]] = {
    "elu": {"ko": ["elu는", "지수 선형 단위"], "en": ["ELU", "exponential linear units"]},
    "gelu": {
        "ko": ["gelu의", "겔루", "가우시안오차선형유닛"],
        "en": ["GELU", "Gaussian error linear unit"],
    },
    "gelu_tanh": {
        "ko": ["gelu_new", "GELU tanh 근사", "gelu_pytorch_tanh"],
        "en": ["gelu_new", "gelu_pytorch_tanh", "GELU tanh approximation"],
    },
    "glu": {"ko": ["glu의", "게이트 선형 유닛"], "en": ["GLU", "gated linear units"]},
    "hard_sigmoid": {
        "ko": ["하드 시그모이드", "하드시그모이드를"],
        "en": ["hard sigmoid", "HardSigmoid"],
    },
    "prelu": {"ko": ["prelu를", "파라메트릭 렐루"], "en": ["PReLU", "parametric relu"]},
    "quick_gelu": {"ko": ["QuickGELU를", "quick_gelu"], "en": ["QuickGELU", "quick gelu"]},
    "rrelu": {"ko": ["rrelu와", "무작위 리키 렐루"], "en": ["RReLU", "randomized leaky relu"]},
    "silu": {"ko": ["SiLU", "시그모이드선형유닛"], "en": ["SiLUs", "sigmoid linear unit"]},
    "softplus": {"ko": ["softplus", "소프트플러스로"], "en": ["softplus", "smooth relu"]},
    "step": {"ko": ["계단 함수를", "헤비사이드"], "en": ["step function", "Heaviside"]},
    "swish": {"ko": ["swish를", "스위시"], "en": ["Swish", "swish function"]},
    "swiglu": {"ko": ["SwiGLU", "스위글루"], "en": ["SwiGLU", "swish gated linear unit"]},
}
for a in catalogue:
    for language, queries in OF_A_FUNCTION.get(a.id, {}).items():
        NAMES[language] += [(query, f"functions/{a.id}/") for query in queries]

# What a framework calls a function leads to it, however much of the path is written.
CALLS: list[tuple[str, str]] = [
    ("gelu_new", "gelu_tanh"),
    ("jax.nn.gelu", "gelu_tanh"),
    ("jax.nn.gelu(approximate=False)", "gelu"),
    ('ACT2FN["quick_gelu"]', "quick_gelu"),
    ("ACT2FN['quick_gelu']", "quick_gelu"),
    ("tf.nn.leaky_relu", "leaky_relu"),
    ("torch.nn.functional.leaky", "leaky_relu"),  # while it is typed
    ("nn.LeakyReLU", "leaky_relu"),
    ("keras.layers.LeakyReLU", "leaky_relu"),
    ("F.silu", "silu"),
    ("tf.nn.swish", "silu"),
    ("nn.Hardsigmoid", "hard_sigmoid"),
    ("onnx.PRelu", "prelu"),
    ("torch.special.expit", "sigmoid"),
    ("F.softmax", "softmax"),
]
for asked in NAMES.values():
    asked += [(query, f"functions/{ident}/") for query, ident in CALLS]
WORDS["ko"].append(("이름 찾기", "names/"))
WORDS["en"].append(("names in frameworks", "names/"))
