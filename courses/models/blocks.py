"""What a lesson is made of: seven kinds of block, none of which takes HTML that was typed by hand."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

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
