"""Everything that stands on a printed certificate, already in words. No Django."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign on, and who signs."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class CertificateSheet:
    """The words of one certificate. `course` is the part of `statement` that is set in bold."""

    language: str
    title: str
    issuer: str
    opening: str
    name: str
    statement: str
    course: str
    basis: str
    signatures: tuple[Signature, ...]
    code: str
    issued: str
    check: str
    verify_url: str
    simulated: str = ""
