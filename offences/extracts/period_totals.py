"""Stub: the owner (PERIODS) replaces this file."""


def link(upload):
    pass


def load(upload, extract):
    pass


def withdraw(extract, undo):
    pass
