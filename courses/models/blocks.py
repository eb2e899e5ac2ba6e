"""What a lesson is made of: eight kinds of block, none of which takes HTML that was typed by hand."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

KEY_PATTERN = r"^[a-z0-9]+(?:[_-][a-z0-9]+)*$"
# "link" also keeps the references to the words of the lesson (#term-…) when an editor saves.
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class LawBlock(blocks.StructBlock):
    """What an article says, in our own words; the page adds the date of the text it rests on."""

    law = blocks.CharBlock(label=_("Law"), max_length=40, default="LFT")
    article = blocks.CharBlock(label=_("Article"), max_length=60)
    title = blocks.CharBlock(label=_("Title"), max_length=160, required=False)
    body = blocks.RichTextBlock(label=_("Summary"), features=TEXT_FEATURES)

    class Meta:
        icon = "openquote"
        label = _("Law")
        template = "courses/blocks/law.html"


class NoteBlock(blocks.StructBlock):
    """Something to take into the hearing room."""

    title = blocks.CharBlock(label=_("Title"), max_length=160, required=False)
    body = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Note")
        template = "courses/blocks/note.html"


class PictureBlock(blocks.StructBlock):
    """An image, with words for people who do not see it or whose line is too weak to load it."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("What the image shows"),
        max_length=300,
        help_text=_("What matters in it, in one or two sentences: some people hear it, some never load it."),
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "courses/blocks/picture.html"


class OptionBlock(blocks.StructBlock):
    """One answer to a practice question."""

    text = blocks.CharBlock(label=_("Answer"), max_length=400)
    correct = blocks.BooleanBlock(label=_("Correct"), required=False)
    feedback = blocks.CharBlock(label=_("What to say to whoever chooses it"), max_length=600)


class CheckBlock(blocks.StructBlock):
    """A practice question: answered in place, never counted."""

    stem = blocks.CharBlock(label=_("Question"), max_length=800)
    options = blocks.ListBlock(OptionBlock(), label=_("Answers"), min_num=2, max_num=5)
    explanation = blocks.CharBlock(label=_("Explanation"), max_length=1000, required=False)

    class Meta:
        icon = "help"
        label = _("Practice question")
        template = "courses/blocks/check.html"


class ChoiceBlock(blocks.StructBlock):
    """What the reader may do at one point of a scene."""

    text = blocks.CharBlock(label=_("What to do"), max_length=400)
    goes = blocks.CharBlock(label=_("Leads to the point with the key"), max_length=60)


class SceneStepBlock(blocks.StructBlock):
    """One point of a scene; without choices the scene ends there."""

    key = blocks.RegexBlock(KEY_PATTERN, label=_("Key"), max_length=60)
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    text = blocks.RichTextBlock(label=_("What happens"), features=TEXT_FEATURES)
    choices = blocks.ListBlock(ChoiceBlock(), label=_("Choices"), min_num=0, max_num=4, default=[])


class SceneBlock(blocks.StructBlock):
    """A situation that goes on as the reader chooses: each choice is a link to a point of the same page."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    steps = blocks.ListBlock(SceneStepBlock(), label=_("Points of the scene"), min_num=2)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        keys = [step["key"] for step in cleaned["steps"]]
        for step in cleaned["steps"]:
            for choice in step["choices"]:
                if choice["goes"] not in keys:
                    message = _("There is no point with the key “%(key)s”.") % {"key": choice["goes"]}
                    raise blocks.StructBlockValidationError({"steps": ValidationError(message)})
        if len(set(keys)) < len(keys):
            message = _("Two points have one key: give each its own.")
            raise blocks.StructBlockValidationError({"steps": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "list-ol"
        label = _("Scene with choices")
        template = "courses/blocks/scene.html"


class TermBlock(blocks.StructBlock):
    """A word of the lesson, with the term that the other language uses."""

    key = blocks.CharBlock(label=_("Key"), max_length=60)
    term = blocks.CharBlock(label=_("Term"), max_length=120)
    other = blocks.CharBlock(label=_("In the other language"), max_length=120, required=False)
    definition = blocks.CharBlock(label=_("Definition"), max_length=600)

    class Meta:
        icon = "list-ul"
        label = _("Term")


class LessonBlocks(blocks.StreamBlock):
    """The body of a lesson."""

    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)
    heading = blocks.CharBlock(
        label=_("Heading"), max_length=160, form_classname="title", template="courses/blocks/heading.html"
    )
    law = LawBlock()
    note = NoteBlock()
    picture = PictureBlock()
    check = CheckBlock()
    scene = SceneBlock()
