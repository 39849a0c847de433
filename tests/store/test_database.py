from decimal import Decimal

import duckdb
import pytest

from summarymine.document import Source
from summarymine.errors import StoreError
from summarymine.records import KINDS
from summarymine.store.database import DatabaseWriter, load_records, load_sources
from summarymine.store.flat import flat_columns
from summarymine.store.jsonl import write_records
from tests.factory import SOURCE, indicator, records


def write(path, made=(), sources=(), run=None):
    with DatabaseWriter(path) as base:
        for source in sources:
            base.add_source(source)
        for record in made:
            base.add(record)
        base.add_run(run or {})


def query(path, sql):
    with duckdb.connect(str(path), read_only=True) as base:
        return base.execute(sql).fetchall()


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "summarymine.duckdb"
    write(path, records(), [SOURCE], {"version": "0.1.0", "counts": {"date": 2}, "备注": "完"})
    return path


def test_a_typed_table_a_kind(path):
    tables = {row[0] for row in query(path, "SELECT table_name FROM duckdb_tables()")}
    assert tables == {*KINDS, "source", "run"}
    described = "SELECT column_name, data_type, is_nullable FROM duckdb_columns() WHERE table_name = "
    assert query(path, f"{described}'project'") == [
        ("id", "VARCHAR", False), ("source", "VARCHAR", False), ("article", "BIGINT", False),
        ("start", "BIGINT", False), ("end", "BIGINT", False), ("text", "VARCHAR", False),
        ("section", "VARCHAR[]", False), ("place", "VARCHAR", False), ("rule", "VARCHAR", False), ("score", "DOUBLE", False),
        ("name", "VARCHAR", False), ("mentions", 'STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR)[]', False),
        ("stage", "VARCHAR", False),
    ]  # fmt: skip
    assert query(path, f"{described}'indicator' AND column_name LIKE '%value%'") == [
        (name, "DOUBLE", True) for name in ("value", "value_high", "base_value", "base_value_high")
    ]


def test_values_can_be_summed_by_name(path):
    sql = "SELECT name, sum(value), max(value_high), count(*) FROM indicator WHERE unit <> '%' GROUP BY 1 ORDER BY 1"
    assert query(path, sql) == [
        ("工业总产值", 3560000000.0, None, 1),
        ("新增就业", 80.0, 100.0, 1),
        ("税收", None, None, 1),
        ("降幅", -0.25, None, 1),
    ]


def test_headings_and_mentions_are_lists(path):
    sql = "SELECT section[2], len(mentions), mentions[3].text, mentions[3].start FROM project"
    assert query(path, sql) == [("(二)项目建设", 3, "恒泰二期", SOURCE.text.rindex("恒泰二期"))]
    assert query(path, "SELECT section FROM document") == [([],)]


def test_offsets_point_into_the_source_table(path):
    for kind in KINDS:
        sql = f'SELECT r.text = s.text[r."start" + 1 : r."end"] FROM "{kind}" r JOIN source s ON s.path = r.source'
        assert set(query(path, sql)) == {(True,)}, kind


def test_columns_say_what_they_mean(path):
    for kind in KINDS:
        sql = f"SELECT column_name, comment FROM duckdb_columns() WHERE table_name = '{kind}'"
        assert query(path, sql) == [(column.name, column.about) for column in flat_columns(kind)]
    assert query(path, "SELECT count(comment) FROM duckdb_columns() WHERE table_name IN ('source', 'run')") == [(6,)]


def test_the_run_is_kept(path):
    assert query(path, "SELECT key, value FROM run") == [
        ("version", "0.1.0"), ("counts", '{"date": 2}'), ("备注", "完"),
    ]  # fmt: skip


def test_readers_cannot_write_and_do_not_lock_each_other_out(path):
    with duckdb.connect(str(path), read_only=True) as one:
        assert load_sources(path.parent) == {SOURCE.path: SOURCE}
        with pytest.raises(duckdb.InvalidInputException):
            one.execute("DELETE FROM indicator")


def test_sources_come_back(path):
    assert load_sources(path.parent) == {SOURCE.path: SOURCE}


def test_sources_can_be_chosen(tmp_path):
    made = [Source.of_text(f"税收{n}亿元\x00。", f"{n}.txt") for n in range(1200)]
    write(tmp_path / "summarymine.duckdb", sources=made)
    assert load_sources(tmp_path, ["7.txt", "none.txt"]) == {"7.txt": made[7]}
    assert load_sources(tmp_path, []) == {}
    assert len(load_sources(tmp_path)) == 1200


def test_half_a_surrogate_pair_keeps_the_offsets(tmp_path):
    write(tmp_path / "summarymine.duckdb", sources=[Source("a.txt", "税\ud800收")])
    assert load_sources(tmp_path)["a.txt"].text == "税\ufffd收"


def test_batches_with_and_without_lists(tmp_path):
    made = [indicator("35.6亿元", f"产值{n}", Decimal(n), id=f"i{n}", section=() if n < 20_000 else ("一、", "(一)"))
            for n in range(20_010)]  # fmt: skip
    write(tmp_path / "a.duckdb", made)
    sql = "SELECT count(*), sum(len(section)), sum(value) FROM indicator"
    assert query(tmp_path / "a.duckdb", sql) == [(20_010, 20, sum(range(20_010)))]


def test_nothing_is_left_beside_it(path):
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_an_earlier_database_stays_when_writing_fails(path):
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError), DatabaseWriter(path) as base:
        base.add(records()[0])
        raise ZeroDivisionError
    with pytest.raises(StoreError, match="写不成数据库"):
        write(path, [records()[0], records()[0]])
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_nothing_can_be_installed_or_read_from_elsewhere(tmp_path):
    (tmp_path / "a.csv").write_text("a\n1\n")
    with DatabaseWriter(tmp_path / "a.duckdb") as base:
        settings = base._base.execute(
            "SELECT current_setting('autoinstall_known_extensions'), current_setting('autoload_known_extensions')"
        ).fetchall()
        assert settings == [(False, False)]
        with pytest.raises(duckdb.PermissionException):
            base._base.execute(f"SELECT * FROM '{tmp_path}/a.csv'")


def test_a_database_that_cannot_be_made(tmp_path):
    with pytest.raises(StoreError, match="the database cannot be written"):
        DatabaseWriter(tmp_path / "missing" / "a.duckdb")


def test_records_come_back(tmp_path):
    write_records(tmp_path / "records.jsonl", records())
    assert list(load_records(tmp_path)) == records()
    assert [record.record for record in load_records(tmp_path, {"date", "problem"})] == ["date", "problem", "date"]


@pytest.mark.parametrize("load", [load_records, load_sources])
def test_a_folder_without_results(tmp_path, load):
    with pytest.raises(StoreError, match="这里没有结果"):
        load(tmp_path)


def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / "summarymine.duckdb").write_text("税收" * 5000)
    with pytest.raises(StoreError, match="打不开数据库"):
        load_sources(tmp_path)
