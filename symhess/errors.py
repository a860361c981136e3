"""The exceptions that symhess raises on purpose.

::

    SymhessError
    ├── InputError (also ValueError)     what came in cannot be analysed; the message says what to do
    │   ├── ParseError                   the text cannot be read; carries position and hint
    │   ├── ShapeError                   arrays that do not fit together
    │   ├── NonFiniteError               NaN or infinite entries in data; says where
    │   ├── OneClassError                a classifier's labels are all equal
    │   └── NotFittedError               asked of a model before `fit` (also AttributeError)
    ├── RenderError                      a page cannot be made here (a TeX engine is missing, say)
    └── TimeLimitReached                 internal: ends a computation; entry points turn it into a labelled result

    SymhessWarning (a UserWarning)       an answer with a reservation, never silent
    ├── CollinearWarning                 columns are linearly dependent; carries the null vectors
    ├── SeparationWarning                no finite maximum of the likelihood exists
    ├── ConvergenceWarning               an iteration ended before it converged
    └── DataConversionWarning            data were reshaped to what was meant
"""

from __future__ import annotations

__all__ = [
    "CollinearWarning",
    "ConvergenceWarning",
    "DataConversionWarning",
    "InputError",
    "NonFiniteError",
    "NotFittedError",
    "OneClassError",
    "ParseError",
    "RenderError",
    "SeparationWarning",
    "ShapeError",
    "SymhessError",
    "SymhessWarning",
    "TimeLimitReached",
]


class SymhessError(Exception):
    """Base of every exception that symhess raises on purpose.

    Examples
    --------
    >>> import symhess
    >>> try:
    ...     symhess.analyze("x^2 + ")
    ... except SymhessError as error:
    ...     print(type(error).__name__)
    ParseError
    >>> issubclass(SymhessError, ValueError)
    False
    """


class InputError(SymhessError, ValueError):
    """What came in cannot be analysed.

    Examples
    --------
    >>> import symhess
    >>> from sympy import I
    >>> from sympy.abc import x
    >>> symhess.analyze(I * x)
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the expression is not real: symhess studies real functions of real variables
    >>> issubclass(InputError, ValueError)
    True
    """


class ParseError(InputError):
    """The text cannot be read as mathematics.

    Attributes
    ----------
    message : str
        What is wrong, without the text itself.
    position : int
        Zero-based index into the text of the first character that cannot be read.
    hint : str or None
        What to write instead.

    Examples
    --------
    >>> error = ParseError("a closing bracket is missing", position=4, hint="write (x+1)")
    >>> print(error)
    a closing bracket is missing (at character 5); write (x+1)
    """

    def __init__(self, message: str, *, position: int = 0, hint: str | None = None) -> None:
        super().__init__(message, position, hint)
        self.message = message
        self.position = position
        self.hint = hint

    def __str__(self) -> str:
        text = f"{self.message} (at character {self.position + 1})"
        return f"{text}; {self.hint}" if self.hint else text


class ShapeError(InputError):
    """Arrays that do not fit together.

    Examples
    --------
    >>> from symhess.models import LogisticRegression
    >>> LogisticRegression().fit([[0.0], [1.0], [2.0]], [0, 1])
    Traceback (most recent call last):
    ...
    symhess.errors.ShapeError: y must have one entry for each of the 3 rows of X, not 2
    """


class NonFiniteError(InputError):
    """NaN or infinite entries in data.

    Examples
    --------
    >>> from symhess.models import LogisticRegression
    >>> LogisticRegression().fit([[0.0], [float("nan")], [2.0]], [0, 1, 1])
    Traceback (most recent call last):
    ...
    symhess.errors.NonFiniteError: X contains NaN in row 1, column 0; remove or impute such entries
    """


class OneClassError(InputError):
    """The labels of a classifier are all equal.

    Examples
    --------
    >>> from symhess.models import LogisticRegression
    >>> LogisticRegression().fit([[0.0], [1.0]], [1, 1])
    Traceback (most recent call last):
    ...
    symhess.errors.OneClassError: y has only one class (1); a classifier needs at least two classes
    """


class NotFittedError(InputError, AttributeError):
    """Something was asked of a model that has not seen data.

    Examples
    --------
    >>> from symhess.models import LogisticRegression
    >>> try:
    ...     LogisticRegression().predict([[0.0]])
    ... except NotFittedError as error:
    ...     print(error)
    this LogisticRegression is not fitted yet; call fit first
    """


class SymhessWarning(UserWarning):
    """Base of every warning that symhess gives.

    Examples
    --------
    >>> issubclass(SeparationWarning, SymhessWarning), issubclass(SymhessWarning, SymhessError)
    (True, False)
    """


class CollinearWarning(SymhessWarning):
    """Columns of the data are linearly dependent, so that some coefficients are not determined.

    Attributes
    ----------
    null_vectors : tuple of tuple of float
        A basis of the combinations of columns (the intercept last) that vanish on all rows.

    Examples
    --------
    >>> import warnings
    >>> from symhess.models import LogisticRegression
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     model = LogisticRegression().fit([[0, 0], [1, 2], [2, 4], [3, 6]], [0, 1, 0, 1])
    >>> caught[0].message.null_vectors, model.standard_errors_
    (((-2.0, 1.0, 0.0),), array([[nan, nan]]))
    """

    def __init__(self, message: str, *, null_vectors: tuple[tuple[float, ...], ...] = ()) -> None:
        super().__init__(message)
        self.null_vectors = null_vectors


class SeparationWarning(SymhessWarning):
    """The classes are separated: the likelihood has no finite maximum.

    Examples
    --------
    >>> import warnings
    >>> from symhess.models import LogisticRegression
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     model = LogisticRegression().fit([[0.0], [1.0], [2.0], [3.0]], [0, 0, 1, 1])
    >>> [w.category.__name__ for w in caught], model.separation_.kind.value
    (['SeparationWarning'], 'complete')
    """


class ConvergenceWarning(SymhessWarning):
    """An iteration ended before it converged.

    Examples
    --------
    >>> import warnings
    >>> from symhess.models import LogisticRegression
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     model = LogisticRegression(max_iter=1).fit([[0.0], [1.0], [2.0], [3.0]], [0, 1, 0, 1])
    >>> [w.category.__name__ for w in caught], model.converged_
    (['ConvergenceWarning'], False)
    """


class DataConversionWarning(SymhessWarning):
    """Data were reshaped to what was meant.

    Examples
    --------
    >>> import warnings
    >>> from symhess.models import LogisticRegression
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     model = LogisticRegression().fit([[0.0], [1.0], [2.0], [3.0]], [[0], [1], [0], [1]])
    >>> print(caught[0].message)
    A column-vector y was passed when a 1d array was expected; y.ravel() is used
    """


class RenderError(SymhessError):
    """A page cannot be made on this machine.

    Examples
    --------
    >>> try:
    ...     raise RenderError("no TeX engine was found")
    ... except SymhessError as error:
    ...     print(error)
    no TeX engine was found
    >>> issubclass(RenderError, InputError)
    False
    """


class TimeLimitReached(SymhessError):
    """The time limit has passed; entry points turn this into a labelled partial result.

    Examples
    --------
    >>> import symhess
    >>> from symhess.budget import Deadline
    >>> Deadline(1e-9).check()
    Traceback (most recent call last):
    ...
    symhess.errors.TimeLimitReached: the time limit of 1e-09 s has passed
    >>> symhess.critical_points("x^2", time_limit=1e-9).completeness.reason.value
    'time-limit'
    """
