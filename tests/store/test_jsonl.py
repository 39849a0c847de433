import json
from decimal import Decimal

import pytest

from summarymine.errors import StoreError
from summarymine.records import to_dict
from summarymine.store.jsonl import read_objects, read_records, write_records
from tests.factory import indicator, records


def test_what_is_written_comes_back(tmp_path):
    path = tmp_path / "records.jsonl"
    write_records(path, iter(records()))
    assert list(read_records(path)) == records()


def test_one_object_a_line_in_plain_chinese(tmp_path):
    path = tmp_path / "records.jsonl"
    write_records(path, records())
    lines = path.read_text("utf-8").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == [to_dict(record) for record in records()]
    assert lines[0].startswith('{"record": "document", "id": "document-0000", "source": "望榆园区/2019年总结.txt"')


def test_line_separators_and_half_surrogates_survive(tmp_path):
    path = tmp_path / "records.jsonl"
    record = indicator("35.6亿元", "产\u2028值\ud800\x85\n", Decimal("0.1"))
    write_records(path, [record, record])
    assert list(read_records(path)) == [record, record]


def test_reading_is_lazy(tmp_path):
    path = tmp_path / "records.jsonl"
    write_records(path, records()[:1])
    with path.open("ab") as file:
        file.write(b"{broken\n")
    reader = read_records(path)
    assert next(reader) == records()[0]
    with pytest.raises(StoreError, match=r"line 2 of records\.jsonl is no record"):
        next(reader)


@pytest.mark.parametrize(
    "line", [b"[]\n", b"\xff\n", b"\n", b'{"record": "poem"}\n', b'{"record": "date"}\n', b'{"id": "a"}\n']
)
def test_what_is_no_record_is_named_by_its_line(tmp_path, line):
    path = tmp_path / "records.jsonl"
    path.write_bytes(line)
    with pytest.raises(StoreError, match="第1行不是记录"):
        list(read_records(path))


def test_objects_come_as_they_are(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes('{"a": "税收"}\n{}\n'.encode())
    assert list(read_objects(path)) == [{"a": "税收"}, {}]
