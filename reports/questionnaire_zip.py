"""A questionnaire with pictures as one file: the workbook and what its rows name, as it may be sent back."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from sqlalchemy.orm import Session

import db.form_pictures
from domain.forms import Form
from locales import Texts
from programme.form_pictures import plain_name
from reports import questionnaire_xlsx

DAY = (1980, 1, 1, 0, 0, 0)
"""Of every entry, the first that there is: the same questionnaire is the same file."""


def gather(session: Session, version: str) -> tuple[Form, Mapping[str, bytes]]:
    """The questionnaire of that version, and its pictures by digest."""
    form = questionnaire_xlsx.gather(session, version)
    return form, db.form_pictures.contents(session, form.pictures.values())


def render(found: tuple[Form, Mapping[str, bytes]], texts: Texts) -> bytes:
    """The archive; a picture that is named in several spellings is in it once."""
    form, pictures = found
    out = BytesIO()
    names = {plain_name(name): name for name in sorted(form.pictures)}
    files = {name: pictures[form.pictures[name]] for name in names.values()}
    with zipfile.ZipFile(out, "w") as archive:
        workbook = questionnaire_xlsx.render(form, texts)
        for name, content in {f"{form.name}.xlsx": workbook, **files}.items():
            archive.writestr(zipfile.ZipInfo(name, DAY), content)
    return out.getvalue()
