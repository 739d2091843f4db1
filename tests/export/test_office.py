"""Which packages bring a whole LibreOffice, and that none is asked for that cannot stand beside it."""

from tests.export.office import missing

PDF = {"pdftotext"}


def test_a_machine_without_any_gets_all():
    assert missing(set()) == (
        "libreoffice-calc",
        "libreoffice-impress",
        "libreoffice-writer",
        "fonts-liberation",
        "poppler-utils",
    )


def test_a_whole_one_is_used_as_it_is():
    assert missing({"soffice", "libreoffice-calc", "libreoffice-impress", "libreoffice-writer"} | PDF) == ()


def test_one_without_windows_is_used_as_it_is():
    parts = {
        "libreoffice-core-nogui",
        "libreoffice-calc-nogui",
        "libreoffice-impress-nogui",
        "libreoffice-writer-nogui",
    }
    assert missing({"soffice", *parts} | PDF) == ()


def test_one_without_windows_is_completed_by_its_own_kind():
    parts = {"libreoffice-core-nogui", "libreoffice-calc-nogui", "libreoffice-writer-nogui"}
    assert missing({"soffice", *parts} | PDF) == ("libreoffice-impress-nogui",)


def test_one_part_lacking_is_the_only_one_asked_for():
    assert missing({"soffice", "libreoffice-impress", "libreoffice-writer"} | PDF) == ("libreoffice-calc",)
