from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Hashed names for everything, and inside JavaScript imports too."""

    support_js_module_import_aggregation = True
