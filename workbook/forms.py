"""Choosing a workbook."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.files.uploadedfile import UploadedFile

from spreadsheets.archives import MEGABYTE
from workbook.files import MAX_FILE
from workbook.uploads import is_csv


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    widget = FilesInput(attrs={"accept": ".xlsx,.zip,.csv"})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class WorkbookForm(forms.Form):
    files = FilesField(
        label="Spreadsheet",
        help_text="An Excel workbook (.xlsx), a .zip of .csv files, or the .csv files themselves, several at once.",
        error_messages={"required": "Choose a file.", "missing": "Choose a file.", "empty": "The file is empty."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("preview", "See what would change"))

    def clean_files(self) -> Sequence[UploadedFile]:
        files = self.cleaned_data["files"]
        if sum(file.size for file in files) > MAX_FILE:
            raise forms.ValidationError(f"That is more than {MAX_FILE // MEGABYTE} MB. Save only the tables in it.")
        if len(files) > 1 and not all(is_csv(file.name) for file in files):
            raise forms.ValidationError("Choose one workbook, one .zip, or any number of .csv files.")
        return files
