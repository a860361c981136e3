"""Dense networks, small enough to look at: exact gradients, and every second-order matrix and direction.

In: sizes, activations, a loss; then parameters and data. Out: gradients, products with the Hessian, the Gauss-Newton
and the Fisher matrices, these matrices themselves, Kronecker factors, spectra, and the directions built on them.

One pass forward and back (:mod:`~symhess.models.networks.passes`) is kept and serves all of them.
"""
