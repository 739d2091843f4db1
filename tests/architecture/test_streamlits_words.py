"""Streamlit's scripts still say what we put Norwegian words for."""

from pathlib import Path

from streamlit.file_util import get_static_dir

from lib.ui.edge_static import ENGLISH


def test_every_english_text_that_is_replaced_is_there():
    scripts = "\n".join(
        path.read_text(encoding="utf-8") for path in Path(get_static_dir(), "static").rglob("*.js")
    )
    texts = [form.format(english) for form, words in ENGLISH.items() for english in words]
    assert [text for text in texts if text not in scripts] == []
