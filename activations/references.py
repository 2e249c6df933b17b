"""The works that the records cite, each once.

Every entry was confirmed against a published source. The key is the BibTeX key.
"""

from activations.spec import Reference

BLANCHARD_2021 = Reference(
    key="blanchard2021accurately",
    kind="article",
    authors=("Blanchard, Pierre", "Higham, Desmond J.", "Higham, Nicholas J."),
    title="Accurately computing the log-sum-exp and softmax functions",
    venue="IMA Journal of Numerical Analysis",
    volume="41",
    number="4",
    pages="2311-2330",
    year=2021,
    doi="10.1093/imanum/draa038",
)
BRIDLE_1990 = Reference(
    key="bridle1990probabilistic",
    kind="incollection",
    authors=("Bridle, John S.",),
    title="Probabilistic Interpretation of Feedforward Classification Network Outputs, "
    "with Relationships to Statistical Pattern Recognition",
    venue="Neurocomputing: Algorithms, Architectures and Applications",
    pages="227-236",
    publisher="Springer",
    year=1990,
    doi="10.1007/978-3-642-76153-9_28",
)
BRIDLE_1989 = Reference(
    key="bridle1989training",
    kind="inproceedings",
    authors=("Bridle, John S.",),
    title="Training Stochastic Model Recognition Algorithms as Networks can Lead to Maximum "
    "Mutual Information Estimation of Parameters",
    venue="Advances in Neural Information Processing Systems 2",
    pages="211-217",
    year=1989,
    url="https://proceedings.neurips.cc/paper/1989/hash/0336dcbab05b9d5ad24f4333c7658a0e-Abstract.html",
)
FUKUSHIMA_1969 = Reference(
    key="fukushima1969visual",
    kind="article",
    authors=("Fukushima, Kunihiko",),
    title="Visual Feature Extraction by a Multilayered Network of Analog Threshold Elements",
    venue="IEEE Transactions on Systems Science and Cybernetics",
    volume="5",
    number="4",
    pages="322-333",
    year=1969,
    doi="10.1109/TSSC.1969.300225",
)
GLOROT_2010 = Reference(
    key="glorot2010understanding",
    kind="inproceedings",
    authors=("Glorot, Xavier", "Bengio, Yoshua"),
    title="Understanding the difficulty of training deep feedforward neural networks",
    venue="Proceedings of the Thirteenth International Conference on Artificial Intelligence "
    "and Statistics",
    pages="249-256",
    year=2010,
    url="https://proceedings.mlr.press/v9/glorot10a.html",
)
GLOROT_2011 = Reference(
    key="glorot2011deep",
    kind="inproceedings",
    authors=("Glorot, Xavier", "Bordes, Antoine", "Bengio, Yoshua"),
    title="Deep Sparse Rectifier Neural Networks",
    venue="Proceedings of the Fourteenth International Conference on Artificial Intelligence "
    "and Statistics",
    pages="315-323",
    year=2011,
    url="https://proceedings.mlr.press/v15/glorot11a.html",
)
GUO_2017 = Reference(
    key="guo2017calibration",
    kind="inproceedings",
    authors=("Guo, Chuan", "Pleiss, Geoff", "Sun, Yu", "Weinberger, Kilian Q."),
    title="On Calibration of Modern Neural Networks",
    venue="Proceedings of the 34th International Conference on Machine Learning",
    pages="1321-1330",
    year=2017,
    arxiv="1706.04599",
)
HE_2015 = Reference(
    key="he2015delving",
    kind="inproceedings",
    authors=("He, Kaiming", "Zhang, Xiangyu", "Ren, Shaoqing", "Sun, Jian"),
    title="Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet "
    "Classification",
    venue="Proceedings of the IEEE International Conference on Computer Vision",
    pages="1026-1034",
    year=2015,
    doi="10.1109/ICCV.2015.123",
    arxiv="1502.01852",
)
HINTON_2015 = Reference(
    key="hinton2015distilling",
    kind="misc",
    authors=("Hinton, Geoffrey", "Vinyals, Oriol", "Dean, Jeff"),
    title="Distilling the Knowledge in a Neural Network",
    year=2015,
    arxiv="1503.02531",
)
HOCHREITER_1997 = Reference(
    key="hochreiter1997long",
    kind="article",
    authors=("Hochreiter, Sepp", "Schmidhuber, Jürgen"),
    title="Long Short-Term Memory",
    venue="Neural Computation",
    volume="9",
    number="8",
    pages="1735-1780",
    year=1997,
    doi="10.1162/neco.1997.9.8.1735",
)
KRIZHEVSKY_2012 = Reference(
    key="krizhevsky2012imagenet",
    kind="inproceedings",
    authors=("Krizhevsky, Alex", "Sutskever, Ilya", "Hinton, Geoffrey E."),
    title="ImageNet Classification with Deep Convolutional Neural Networks",
    venue="Advances in Neural Information Processing Systems 25",
    pages="1097-1105",
    year=2012,
    url="https://proceedings.neurips.cc/paper/2012/hash/c399862d3b9d6b76c8436e924a68c45b-Abstract.html",
)
LECUN_1989 = Reference(
    key="lecun1989backpropagation",
    kind="article",
    authors=(
        "LeCun, Yann",
        "Boser, Bernhard",
        "Denker, John S.",
        "Henderson, Donnie",
        "Howard, Richard E.",
        "Hubbard, Wayne",
        "Jackel, Lawrence D.",
    ),
    title="Backpropagation Applied to Handwritten Zip Code Recognition",
    venue="Neural Computation",
    volume="1",
    number="4",
    pages="541-551",
    year=1989,
    doi="10.1162/neco.1989.1.4.541",
)
LECUN_1998 = Reference(
    key="lecun1998efficient",
    kind="incollection",
    authors=("LeCun, Yann", "Bottou, Léon", "Orr, Genevieve B.", "Müller, Klaus-Robert"),
    title="Efficient BackProp",
    venue="Neural Networks: Tricks of the Trade",
    pages="9-50",
    publisher="Springer",
    year=1998,
    doi="10.1007/3-540-49430-8_2",
)
LU_2020 = Reference(
    key="lu2020dying",
    kind="article",
    authors=("Lu, Lu", "Shin, Yeonjong", "Su, Yanhui", "Karniadakis, George Em"),
    title="Dying ReLU and Initialization: Theory and Numerical Examples",
    venue="Communications in Computational Physics",
    volume="28",
    number="5",
    pages="1671-1706",
    year=2020,
    doi="10.4208/cicp.OA-2020-0165",
    arxiv="1903.06733",
)
MAAS_2013 = Reference(
    key="maas2013rectifier",
    kind="inproceedings",
    authors=("Maas, Andrew L.", "Hannun, Awni Y.", "Ng, Andrew Y."),
    title="Rectifier Nonlinearities Improve Neural Network Acoustic Models",
    venue="ICML Workshop on Deep Learning for Audio, Speech and Language Processing",
    year=2013,
    url="https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf",
)
NAIR_2010 = Reference(
    key="nair2010rectified",
    kind="inproceedings",
    authors=("Nair, Vinod", "Hinton, Geoffrey E."),
    title="Rectified Linear Units Improve Restricted Boltzmann Machines",
    venue="Proceedings of the 27th International Conference on Machine Learning",
    pages="807-814",
    year=2010,
)
RADFORD_2015 = Reference(
    key="radford2015unsupervised",
    kind="misc",
    authors=("Radford, Alec", "Metz, Luke", "Chintala, Soumith"),
    title="Unsupervised Representation Learning with Deep Convolutional Generative Adversarial "
    "Networks",
    year=2015,
    arxiv="1511.06434",
)
RUMELHART_1986 = Reference(
    key="rumelhart1986learning",
    kind="article",
    authors=("Rumelhart, David E.", "Hinton, Geoffrey E.", "Williams, Ronald J."),
    title="Learning representations by back-propagating errors",
    venue="Nature",
    volume="323",
    pages="533-536",
    year=1986,
    doi="10.1038/323533a0",
)
VASWANI_2017 = Reference(
    key="vaswani2017attention",
    kind="inproceedings",
    authors=(
        "Vaswani, Ashish",
        "Shazeer, Noam",
        "Parmar, Niki",
        "Uszkoreit, Jakob",
        "Jones, Llion",
        "Gomez, Aidan N.",
        "Kaiser, Łukasz",
        "Polosukhin, Illia",
    ),
    title="Attention Is All You Need",
    venue="Advances in Neural Information Processing Systems 30",
    pages="5998-6008",
    year=2017,
    arxiv="1706.03762",
)
XU_2015 = Reference(
    key="xu2015empirical",
    kind="misc",
    authors=("Xu, Bing", "Wang, Naiyan", "Chen, Tianqi", "Li, Mu"),
    title="Empirical Evaluation of Rectified Activations in Convolutional Network",
    year=2015,
    arxiv="1505.00853",
)
