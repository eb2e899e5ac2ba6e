"""A form of a page as a browser would send it."""

from html.parser import HTMLParser


class _Form(HTMLParser):
    def __init__(self, id):
        super().__init__(convert_charrefs=True)
        self.id, self.inside, self.fields = id, False, {}
        self.select = self.area = None

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "form":
            self.inside = found.get("id") == self.id
        if not self.inside:
            return
        name, value = found.get("name"), found.get("value") or ""
        if tag == "input" and name:
            kind = found.get("type", "text")
            if kind in ("radio", "checkbox") and "checked" not in found:
                return
            if kind not in ("submit", "file"):
                self.fields.setdefault(name, []).append(value)
        elif tag == "textarea":
            self.area = name
            self.fields[name] = [""]
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in found or self.select not in self.fields):
            self.fields[self.select] = [value]

    def handle_data(self, data):
        if self.area:
            self.fields[self.area][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            # A browser takes away the line break that opens a text area, and nothing else.
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False


def form_on(page: str, *, id: str) -> dict[str, list[str]]:
    """{name: values} that the form with `id` on the page would send, without its buttons."""
    reader = _Form(id)
    reader.feed(page)
    assert reader.fields, f"no form {id} on the page"
    return {name: values for name, values in reader.fields.items() if name != "csrfmiddlewaretoken"}
