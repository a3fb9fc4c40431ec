"""Who may do what. Asked once a request; templates are handed the answer."""

from accounts.roles import CHIEF_OFFICER, LEAD, SECRETARIAT, has_role
from offences.permissions import board_member
from strands.models import Section

__all__ = [
    "board_member",
    "can_approve",
    "can_download",
    "can_edit",
    "can_see_round",
    "can_see_update",
    "can_send_back",
]


def can_edit(user, section, day):
    """Leads and deputies write the sections of the strands they are appointed to on that day."""
    return has_role(user, LEAD) and Section.objects.led_by(user, day).filter(pk=section.pk).exists()


def can_write(user, update):
    """The same of an update that was fetched `with_leading_of` this user."""
    return has_role(user, LEAD) and update.is_led


def can_see_round(user):
    return has_role(user, SECRETARIAT, CHIEF_OFFICER)


def can_see_update(user, section, day):
    """Before it is approved, an update is for those who write it and those who answer for the paper."""
    return can_see_round(user) or can_edit(user, section, day)


def can_download(user, evidence, section, day):
    """A file that was fetched `with_release`: once approved it is for the board, or where it was marked public for
    anyone, unless the section is kept back from them; until then it is for those who see the update."""
    if evidence.is_for_everyone or (evidence.is_released and board_member(user)):
        return True
    return can_see_update(user, section, day)


def can_run_rounds(user):
    """Open and close rounds, excuse and unlock sections, chase."""
    return has_role(user, SECRETARIAT)


def can_mark(user):
    """Say whether anyone may read a section."""
    return has_role(user, SECRETARIAT)


def can_send_back(user):
    return has_role(user, SECRETARIAT)


def can_approve(user, update):
    """The secretariat approves, but nobody approves what they wrote, even when someone wrote in it after them."""
    return has_role(user, SECRETARIAT) and not update.written_by(user)
