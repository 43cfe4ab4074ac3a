"""Nearest neighbours in a table of figures. Arithmetic only: no Django, no files, no clock, no rounding.

Rows of a matrix are areas, columns are figures, NaN is a missing figure.
"""

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
MAD_TO_SD = 1.4826  # the median distance from the median, times this, is the standard deviation of a normal


def standardise(figures: Matrix, furthest: float) -> Matrix:
    """Each column as robust z: less its median, over its scaled median distance from it, at most `furthest`
    either way. A column whose areas are all the same, or nearly all, is measured by its standard deviation;
    one that does not vary at all is 0 throughout.
    """
    centre = _over_columns(np.nanmedian, figures)
    away = figures - centre
    spread = MAD_TO_SD * _over_columns(np.nanmedian, np.abs(away))
    spread = np.where(spread > 0, spread, _over_columns(np.nanstd, figures))
    with np.errstate(invalid="ignore", divide="ignore"):
        scaled = np.where(spread > 0, away / spread, np.where(np.isnan(away), np.nan, 0.0))
    clipped: Matrix = np.clip(scaled, -furthest, furthest)
    return clipped


def distances(scaled: Matrix, weights: Matrix, share_needed: float) -> Matrix:
    """Weighted Euclidean distance of every two rows, over the columns that both have: the root of the mean
    square difference, so that a missing figure makes areas neither nearer nor further.

    Infinite from a row to itself, and where the shared columns hold less than `share_needed` of the weight.
    """
    known = ~np.isnan(scaled)
    filled = np.where(known, scaled, 0.0)
    shared = (known * weights) @ known.T.astype(float)
    squares = (filled**2 * weights) @ known.T.astype(float)
    total = squares + squares.T - 2 * (filled * weights) @ filled.T
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Matrix = np.sqrt(np.maximum(total, 0.0) / shared)
    found[shared < share_needed * weights.sum() - 1e-9] = np.inf
    np.fill_diagonal(found, np.inf)
    return found


def order(apart: Matrix, most: int) -> list[list[int]]:
    """For each row the `most` nearest others, nearest first; at equal distance the earlier row."""
    ranked = np.argsort(apart, axis=1, kind="stable")[:, :most]
    return [
        [int(other) for other in row if np.isfinite(apart[index, other])] for index, row in enumerate(ranked)
    ]


def shared(scaled: Matrix) -> npt.NDArray[np.int64]:
    """How many columns every two rows both have."""
    known = (~np.isnan(scaled)).astype(np.int64)
    counted: npt.NDArray[np.int64] = known @ known.T
    return counted


def stability(scaled: Matrix, weights: Matrix, share_needed: float, most: int) -> Matrix:
    """For each row, the share of its nearest that stay so when one column is left out, averaged over the
    columns; NaN for a row without neighbours.
    """
    whole = [set(row) for row in order(distances(scaled, weights, share_needed), most)]
    kept = np.zeros(len(whole))
    for column in range(scaled.shape[1]):
        rest = np.delete(scaled, column, axis=1)
        again = order(distances(rest, np.delete(weights, column), share_needed), most)
        kept += [
            len(before & set(after)) / len(before) if before else np.nan
            for before, after in zip(whole, again, strict=True)
        ]
    mean: Matrix = kept / scaled.shape[1]
    return mean


def _over_columns(function: object, figures: Matrix) -> Matrix:
    """The function of each column's known figures; 0 for a column with none, without numpy's warning."""
    result = np.zeros(figures.shape[1])
    for column in range(figures.shape[1]):
        known = figures[:, column][~np.isnan(figures[:, column])]
        result[column] = function(known) if known.size else 0.0  # type: ignore[operator]
    return result
