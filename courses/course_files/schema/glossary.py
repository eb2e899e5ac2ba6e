"""`glossary.yaml`: every term of the course, by its key."""

from typing import Annotated, ClassVar

from pydantic import Field

from courses.course_files.schema.base import Layout, Schema, Words


class TermWords(Schema):
    """A term and what it means, in one language."""

    LAYOUT: ClassVar = Layout("line")

    term: Annotated[Words, Field(max_length=120, description="the term")]
    definition: Annotated[Words, Field(max_length=600, description="what it means, in one sentence")]


class TermFile(Schema):
    """A term in both languages."""

    es: TermWords
    en: TermWords

    def get(self, language: str) -> TermWords:
        return self.es if language == "es" else self.en
