"""Dask arrays, on the local scheduler and on a cluster that loses a worker."""

import os
import signal
import threading
import time

import dask
import dask.array
import numpy as np
import pytest
from distributed import Client, LocalCluster

from symhess.errors import NonFiniteError, ShapeError
from symhess.models import LogisticRegression
from tests.models.reference import simulated


def as_dask(X, y, rows=700):
    return dask.array.from_array(X, chunks=(rows, X.shape[1])), dask.array.from_array(y, chunks=rows)


@pytest.mark.parametrize("classes", [2, 3])
def test_chunks_give_what_the_whole_gives(classes):
    X, y = simulated(3000, 3, classes)
    weight = np.linspace(0.5, 1.5, 3000)
    expected = LogisticRegression().fit(X, y, weight)
    with dask.config.set(scheduler="synchronous"):
        found = LogisticRegression().fit(*as_dask(X, y), weight)

    assert found.coef_ == pytest.approx(expected.coef_, rel=1e-11)
    assert found.standard_errors_ == pytest.approx(expected.standard_errors_, rel=1e-11)
    assert found.n_features_in_ == 3


def test_labels_may_be_chunked_otherwise_or_not_at_all():
    X, y = simulated(2000, 2)
    with dask.config.set(scheduler="synchronous"):
        chunked = LogisticRegression().fit(as_dask(X, y)[0], dask.array.from_array(y, chunks=300))
        whole = LogisticRegression().fit(as_dask(X, y)[0], y)

    assert np.array_equal(chunked.coef_, whole.coef_)


def test_what_does_not_fit_is_refused():
    X, y = simulated(200, 4)
    broken = X.copy()
    broken[150, 2] = np.nan
    with dask.config.set(scheduler="synchronous"):
        with pytest.raises(ShapeError, match="undivided columns"):
            LogisticRegression().fit(dask.array.from_array(X, chunks=(100, 2)), y)
        with pytest.raises(ShapeError, match="200 rows of X, not 199"):
            LogisticRegression().fit(dask.array.from_array(X, chunks=(100, 4)), y[:-1])
        with pytest.raises(NonFiniteError, match="row 150, column 2"):
            LogisticRegression().fit(*as_dask(broken, y, 100))


def slowed(block):
    """So that the fit is still running when the worker dies."""
    time.sleep(0.03)
    return block


@pytest.mark.filterwarnings("ignore")
def test_a_worker_that_is_killed_during_the_fit_changes_nothing(tmp_path):
    X, y = simulated(2000, 5)
    rows, labels = as_dask(X, y, 250)
    with dask.config.set(scheduler="synchronous"):
        undisturbed = LogisticRegression().fit(rows, labels)
    with dask.config.set({"temporary-directory": str(tmp_path)}):
        cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True)
        with cluster, Client(cluster, timeout="60s") as client:
            victim = min(client.run(os.getpid).values())
            killer = threading.Timer(0.3, os.kill, (victim, signal.SIGKILL))
            killer.start()
            disturbed = LogisticRegression().fit(rows.map_blocks(slowed, dtype=float), labels)
            died_during_the_fit = not killer.is_alive()
            killer.join()
            survivors = set(client.run(os.getpid).values())

    assert died_during_the_fit
    assert victim not in survivors
    assert disturbed.coef_ == pytest.approx(undisturbed.coef_, rel=1e-14)
    assert disturbed.covariance_ == pytest.approx(undisturbed.covariance_, rel=1e-13)
