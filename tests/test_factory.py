"""The factory's records are valid: every test that uses them rests on this."""

import jsonschema
import pytest

from summarymine.records import KINDS, Record, schema, to_dict
from tests.factory import SOURCE, records


def test_every_kind_is_there():
    assert {record.record for record in records()} == set(KINDS)


@pytest.mark.parametrize("record", records(), ids=lambda record: record.id)
def test_records_hold_exactly_their_text_and_fit_their_schema(record: Record):
    assert SOURCE.text[record.start : record.end] == record.text
    jsonschema.validate(to_dict(record), schema(record.record), cls=jsonschema.Draft202012Validator)


def test_ids_are_unique():
    assert len({record.id for record in records()}) == len(records())
