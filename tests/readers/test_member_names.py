import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarymine.errors import ReadError
from summarymine.readers.archive import ArchiveReader
from summarymine.readers.member_names import decoded, label, left_out
from summarymine.readers.members import Tree
from tests.readers.archives import UTF8, Entry, seven_zipped, zipped


@pytest.mark.parametrize(
    "name",
    [
        "总结.txt",
        "表.txt",
        "鑫淼公司.md",
        "联通.txt",
        "一些.txt",
        "（定稿）望榆区.txt",
        "浏览 镕基.txt",
        "1、税收.txt",
        "鲁.txt",
    ],
)
@pytest.mark.parametrize("codec", ["gbk", "utf-8"])
def test_one_short_name_is_enough(name: str, codec: str) -> None:
    assert decoded([(name.encode(codec), False)]) == [name]


@pytest.mark.parametrize("name", ["總結.txt", "表.txt", "經濟發展局.txt", "許功蓋.txt", "園區/情況.txt"])
@pytest.mark.parametrize("codec", ["big5", "utf-8"])
def test_one_short_traditional_name_is_enough(name: str, codec: str) -> None:
    assert decoded([(name.encode(codec), False)]) == [name]


@pytest.mark.parametrize("name", ["résumé.txt", "naïve café.txt", "größe.txt", "plain.txt"])
def test_western_names(name: str) -> None:
    assert decoded([(name.encode("cp437"), False)]) == [name]


def test_names_of_one_archive_help_each_other() -> None:
    names = ["囍.txt", "喆.txt", "望榆园区/工作总结.txt"]
    assert decoded([(name.encode("gbk"), False) for name in names]) == names


def test_a_flag_that_is_wrong() -> None:
    assert decoded([("总结.txt".encode("gbk"), True), (b"\xff\xff", True)]) == ["总结.txt", "\u00a0\u00a0"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("年/总结.txt", ("年", "总结.txt")),
        ("年\\总结.txt", ("年", "总结.txt")),
        ("../../总结.txt", ("总结.txt",)),
        ("年/../../总结.txt", ("年", "总结.txt")),
        ("/etc/总结.txt", ("etc", "总结.txt")),
        ("C:\\年\\总结.txt", ("年", "总结.txt")),
        ("../C:总结.txt", ("总结.txt",)),
        ("C:/..", ("_",)),
        ("\\\\主机\\共享\\总结.txt", ("主机", "共享", "总结.txt")),
        ("总\0结\n.txt", ("总_结_.txt",)),
        ("总结\u202etxt.exe", ("总结_txt.exe",)),
        ("", ("_",)),
        ("../..", ("_",)),
        ("总结：终稿.txt", ("总结：终稿.txt",)),
    ],
)
def test_a_label_never_leads_out(name: str, parts: tuple[str, ...]) -> None:
    assert label(name) == parts


@given(st.text(max_size=80) | st.text(alphabet="./\\:C\0\n总a\u202e\ud800", max_size=80))
def test_every_label_is_safe(name: str) -> None:
    parts = label(name)
    assert parts
    for part in parts:
        assert part not in ("", ".", "..")
        assert "/" not in part
        assert "\\" not in part
        assert len(part) <= 255
        part.encode("utf-8")
        assert not any(char < " " or char == "\x7f" for char in part)
    assert label("/".join(parts)) == parts or ":" in parts[0]


@given(st.lists(st.tuples(st.binary(max_size=40), st.booleans()), max_size=8))
def test_every_name_is_decoded(names: list[tuple[bytes, bool]]) -> None:
    found = decoded(names)
    assert len(found) == len(names)
    assert all(text == raw.decode() for text, (raw, _) in zip(found, names, strict=True) if raw.isascii())


@given(st.lists(st.text(alphabet="./\\ (23)Aa总", max_size=8), max_size=9))
def test_paths_never_collide(names: list[str]) -> None:
    tree = Tree.of(b"")
    paths = [tree.path("/".join(("包", *label(name)))) for name in names]
    assert len(set(paths)) == len(paths)
    assert all(path.startswith("包/") for path in paths)


@given(st.lists(st.text(max_size=20) | st.text(alphabet="./\\:总a\0", max_size=9), min_size=1, max_size=6))
def test_archives_with_any_names(names: list[str]) -> None:
    """Every member comes once, is left out as hidden, or is a folder."""
    raw = [name.encode("utf-8", "replace") for name in names]
    clean = [name.decode() for name in raw]
    shown = [name for name in clean if not left_out(label(name))]
    for data, wanted in (
        (zipped([Entry(name, b"x", UTF8) for name in raw]), [n for n in shown if not n.endswith(("/", "\\"))]),
        (seven_zipped([(name, b"x") for name in clean if "\0" not in name] or [("a", b"x")]), None),
    ):
        try:
            paths = [one.path for one in ArchiveReader().read(data, "包")]
        except ReadError as error:
            assert str(error) == "压缩包里没有文件 / there is no file in the archive"
            paths = []
        assert len(set(paths)) == len(paths)
        if wanted is not None:
            assert len(paths) == len(wanted)
