import numpy as np
import pytest
from ranking import auc_by_group, auc_of


@pytest.mark.parametrize(
    ("scores", "area"),
    [([0.1, 0.2, 0.8, 0.9], 1.0), ([0.9, 0.8, 0.2, 0.1], 0.0), ([0.5, 0.5, 0.5, 0.5], 0.5), ([0.1, 0.8, 0.2, 0.9], 0.75)],
)
def test_the_area_is_the_chance_of_the_right_order(scores: list[float], area: float) -> None:
    assert auc_of(np.array(scores), np.array([False, False, True, True])) == area


def test_each_group_has_its_own_area() -> None:
    areas = auc_by_group(np.array([0.1, 0.9, 0.9, 0.1]), np.array([False, True, False, True]), ["docs", "docs", "misc", "misc"])
    assert areas == {"all": 0.5, "docs": 1.0, "misc": 0.0}
