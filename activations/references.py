"""The works that the records cite, each once.

Every entry was confirmed against a published source. The key is the BibTeX key.
"""

from activations.spec import Reference

BENGIO_2013 = Reference(
    key="bengio2013estimating",
    kind="misc",
    authors=("Bengio, Yoshua", "Léonard, Nicholas", "Courville, Aaron"),
    title="Estimating or Propagating Gradients Through Stochastic Neurons for Conditional "
    "Computation",
    year=2013,
    arxiv="1308.3432",
)
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
BLUNDELL_2015 = Reference(
    key="blundell2015weight",
    kind="inproceedings",
    authors=(
        "Blundell, Charles",
        "Cornebise, Julien",
        "Kavukcuoglu, Koray",
        "Wierstra, Daan",
    ),
    title="Weight Uncertainty in Neural Network",
    venue="Proceedings of the 32nd International Conference on Machine Learning",
    pages="1613-1622",
    year=2015,
    arxiv="1505.05424",
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
CLEVERT_2016 = Reference(
    key="clevert2016fast",
    kind="inproceedings",
    authors=("Clevert, Djork-Arné", "Unterthiner, Thomas", "Hochreiter, Sepp"),
    title="Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs)",
    venue="4th International Conference on Learning Representations",
    year=2016,
    arxiv="1511.07289",
)
DAUPHIN_2017 = Reference(
    key="dauphin2017language",
    kind="inproceedings",
    authors=("Dauphin, Yann N.", "Fan, Angela", "Auli, Michael", "Grangier, David"),
    title="Language Modeling with Gated Convolutional Networks",
    venue="Proceedings of the 34th International Conference on Machine Learning",
    pages="933-941",
    year=2017,
    arxiv="1612.08083",
    url="https://proceedings.mlr.press/v70/dauphin17a.html",
)
DUGAS_2000 = Reference(
    key="dugas2000incorporating",
    kind="inproceedings",
    authors=(
        "Dugas, Charles",
        "Bengio, Yoshua",
        "Bélisle, François",
        "Nadeau, Claude",
        "Garcia, René",
    ),
    title="Incorporating Second-Order Functional Knowledge for Better Option Pricing",
    venue="Advances in Neural Information Processing Systems 13",
    pages="472-478",
    year=2000,
    url="https://proceedings.neurips.cc/paper/2000/hash/44968aece94f667e4095002d140b5896-Abstract.html",
)
ELFWING_2018 = Reference(
    key="elfwing2018sigmoid",
    kind="article",
    authors=("Elfwing, Stefan", "Uchibe, Eiji", "Doya, Kenji"),
    title="Sigmoid-weighted linear units for neural network function approximation in "
    "reinforcement learning",
    venue="Neural Networks",
    volume="107",
    pages="3-11",
    year=2018,
    doi="10.1016/j.neunet.2017.12.012",
    arxiv="1702.03118",
)
FISHMAN_2024 = Reference(
    key="fishman2024scaling",
    kind="misc",
    authors=("Fishman, Maxim", "Chmiel, Brian", "Banner, Ron", "Soudry, Daniel"),
    title="Scaling FP8 training to trillion-token LLMs",
    year=2024,
    arxiv="2409.12517",
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
GU_2023 = Reference(
    key="gu2023mamba",
    kind="misc",
    authors=("Gu, Albert", "Dao, Tri"),
    title="Mamba: Linear-Time Sequence Modeling with Selective State Spaces",
    year=2023,
    arxiv="2312.00752",
)
HENDRYCKS_2016 = Reference(
    key="hendrycks2016gaussian",
    kind="misc",
    authors=("Hendrycks, Dan", "Gimpel, Kevin"),
    title="Gaussian Error Linear Units (GELUs)",
    year=2016,
    arxiv="1606.08415",
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
KATHAROPOULOS_2020 = Reference(
    key="katharopoulos2020transformers",
    kind="inproceedings",
    authors=("Katharopoulos, Angelos", "Vyas, Apoorv", "Pappas, Nikolaos", "Fleuret, François"),
    title="Transformers are RNNs: Fast Autoregressive Transformers with Linear Attention",
    venue="Proceedings of the 37th International Conference on Machine Learning",
    pages="5156-5165",
    year=2020,
    arxiv="2006.16236",
)
KLAMBAUER_2017 = Reference(
    key="klambauer2017self",
    kind="inproceedings",
    authors=(
        "Klambauer, Günter",
        "Unterthiner, Thomas",
        "Mayr, Andreas",
        "Hochreiter, Sepp",
    ),
    title="Self-Normalizing Neural Networks",
    venue="Advances in Neural Information Processing Systems 30",
    pages="971-980",
    year=2017,
    arxiv="1706.02515",
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
LEDIG_2017 = Reference(
    key="ledig2017photo",
    kind="inproceedings",
    authors=(
        "Ledig, Christian",
        "Theis, Lucas",
        "Huszár, Ferenc",
        "Caballero, Jose",
        "Cunningham, Andrew",
        "Acosta, Alejandro",
        "Aitken, Andrew",
        "Tejani, Alykhan",
        "Totz, Johannes",
        "Wang, Zehan",
        "Shi, Wenzhe",
    ),
    title="Photo-Realistic Single Image Super-Resolution Using a Generative Adversarial Network",
    venue="Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition",
    pages="4681-4690",
    year=2017,
    arxiv="1609.04802",
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
MCCULLOCH_1943 = Reference(
    key="mcculloch1943logical",
    kind="article",
    authors=("McCulloch, Warren S.", "Pitts, Walter"),
    title="A logical calculus of the ideas immanent in nervous activity",
    venue="The Bulletin of Mathematical Biophysics",
    volume="5",
    number="4",
    pages="115-133",
    year=1943,
    doi="10.1007/BF02478259",
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
RAMACHANDRAN_2017 = Reference(
    key="ramachandran2017searching",
    kind="misc",
    authors=("Ramachandran, Prajit", "Zoph, Barret", "Le, Quoc V."),
    title="Searching for Activation Functions",
    year=2017,
    arxiv="1710.05941",
)
ROSENBLATT_1958 = Reference(
    key="rosenblatt1958perceptron",
    kind="article",
    authors=("Rosenblatt, Frank",),
    title="The perceptron: A probabilistic model for information storage and organization in "
    "the brain",
    venue="Psychological Review",
    volume="65",
    number="6",
    pages="386-408",
    year=1958,
    doi="10.1037/h0042519",
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
SCHUTT_2017 = Reference(
    key="schutt2017schnet",
    kind="inproceedings",
    authors=(
        "Schütt, Kristof T.",
        "Kindermans, Pieter-Jan",
        "Sauceda, Huziel E.",
        "Chmiela, Stefan",
        "Tkatchenko, Alexandre",
        "Müller, Klaus-Robert",
    ),
    title="SchNet: A continuous-filter convolutional neural network for modeling quantum "
    "interactions",
    venue="Advances in Neural Information Processing Systems 30",
    year=2017,
    arxiv="1706.08566",
)
SHAZEER_2020 = Reference(
    key="shazeer2020glu",
    kind="misc",
    authors=("Shazeer, Noam",),
    title="GLU Variants Improve Transformer",
    year=2020,
    arxiv="2002.05202",
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
ZHANG_2016 = Reference(
    key="zhang2016joint",
    kind="article",
    authors=("Zhang, Kaipeng", "Zhang, Zhanpeng", "Li, Zhifeng", "Qiao, Yu"),
    title="Joint Face Detection and Alignment Using Multitask Cascaded Convolutional Networks",
    venue="IEEE Signal Processing Letters",
    volume="23",
    number="10",
    pages="1499-1503",
    year=2016,
    doi="10.1109/LSP.2016.2603342",
    arxiv="1604.02878",
)
