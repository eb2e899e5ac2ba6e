import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lms.core import xml
from lms.core.errors import UserError
from lms.core.uploads import read_upload


def test_a_file_that_is_what_it_says_is_read():
    assert read_upload(SimpleUploadedFile("a.CSV", b"a,b\n")) == b"a,b\n"
    assert read_upload(SimpleUploadedFile("a.xlsx", b"PK\x03\x04x")) == b"PK\x03\x04x"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"PK\x03\x04", "file_content"),
        ("a.csv", b"MZ\x90", "file_content"),
        ("a.xlsx", b"a,b\n", "file_content"),
        ("a.svg", b"<svg/>", "file_type"),
        ("a.csv.exe", b"MZ", "file_type"),
        ("a", b"a,b", "file_type"),
        ("a.csv", b"x" * 101, "file_size"),
    ],
)
def test_anything_else_is_refused(name, data, code):
    with pytest.raises(UserError) as refusal:
        read_upload(SimpleUploadedFile(name, data), max_bytes=100)
    assert refusal.value.code == code


def test_xml_without_declarations_is_parsed():
    assert xml.parse(b"<a><b>1</b></a>").findtext("b") == "1"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "xml_declarations"),
        ('<!DOCTYPE a SYSTEM "http://localhost/x"><a/>'.encode("utf-16"), "xml_declarations"),
        (b"<a>", "xml_invalid"),
        (b"", "xml_invalid"),
    ],
)
def test_xml_with_declarations_or_faults_is_refused(data, code):
    with pytest.raises(UserError) as refusal:
        xml.parse(data)
    assert refusal.value.code == code
