"""Takes a large file as it arrives, into a temporary file without a name: when the process ends, however it ends,
nothing is left of it."""

import tempfile

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from offences.extracts.limits import MAX_UPLOAD_BYTES


class UnnamedFileHandler(FileUploadHandler):
    """A file that is too large is not kept: only its size is, for the form to refuse it in words. One that goes on for
    twice as long is cut off."""

    largest = MAX_UPLOAD_BYTES

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.file = tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115  the request closes it

    def receive_data_chunk(self, raw_data, start):
        if start > 2 * self.largest:
            raise StopUpload(connection_reset=True)
        if start <= self.largest:
            self.file.write(raw_data)

    def file_complete(self, file_size):
        self.file.seek(0)
        described = (self.file_name, self.content_type, file_size, self.charset, self.content_type_extra)
        return UploadedFile(self.file, *described)

    def upload_interrupted(self):
        if hasattr(self, "file"):
            self.file.close()
