from decimal import Decimal

import pandas as pd

from summarymine.records import KINDS
from summarymine.store.flat import flat_columns
from summarymine.store.frames import records_to_frames
from tests.factory import indicator, records


def test_a_frame_for_every_kind_with_a_row_for_every_record():
    frames = records_to_frames(records())
    assert {name: len(frame) for name, frame in frames.items()} == {
        "document": 1, "indicator": 5, "project": 1, "problem": 1, "date": 2, "section": 3,
    }  # fmt: skip
    for name, frame in frames.items():
        assert list(frame.columns) == [column.name for column in flat_columns(name)]


def test_empty_and_filled_frames_have_the_same_types():
    empty, filled = records_to_frames([]), records_to_frames(records())
    for name in KINDS:
        assert len(empty[name]) == 0
        pd.testing.assert_series_equal(empty[name].dtypes, filled[name].dtypes)
    dtypes = {name: str(dtype) for name, dtype in filled["indicator"].dtypes.items()}
    assert dtypes == {
        "id": "string", "source": "string", "article": "int64", "start": "int64", "end": "int64", "text": "string",
        "section": "string", "place": "string", "rule": "string", "score": "float64", "name": "string", "indicator": "string",
        "subject": "string", "value": "float64", "value_high": "float64", "unit": "string", "base_value": "float64",
        "base_value_high": "float64", "base_unit": "string", "bound": "string", "measure": "string",
        "status": "string", "basis": "string", "period": "string", "masked": "bool", "sentence": "string",
    }  # fmt: skip


def test_hidden_values_and_missing_upper_ends_are_nan():
    frame = records_to_frames(records())["indicator"]
    assert frame["value"].isna().tolist() == [False, False, False, True, False]
    assert frame["value_high"].isna().tolist() == [True, True, False, True, True]
    assert frame["value"].sum() == 3560000000 + 8.5 + 80 - 0.25


def test_records_may_come_from_a_generator():
    frame = records_to_frames(indicator("35.6亿元", "产值", Decimal(n)) for n in range(3))["indicator"]
    assert frame["value"].tolist() == [0.0, 1.0, 2.0]
