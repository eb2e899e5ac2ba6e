"""Writing a course of the site as files, the way back of loading."""

from pathlib import Path

from courses.services.exporting.report import ExportReport

__all__ = ["ExportReport", "export_course"]


def export_course(*, key: str, folder: Path) -> ExportReport:
    """Write the course that the files call `key` below `folder`, as it stands in the site now.

    Loading what is written changes nothing. Raises UserError "no_course" where no course was loaded
    under that key, and ContentError, naming each place, where a page holds what files cannot say; then
    nothing is written.
    """
    # Here, so that a server that writes no course needs no memory for the schema of its files.
    from courses.services.exporting.course import export_course as export

    return export(key=key, folder=folder)
