"""Who may do what. Asked once a request; templates are handed the answer."""

from accounts.roles import CHIEF_OFFICER, LEAD, ROLES, SECRETARIAT, has_role
from strands.models import Section


def board_member(user):
    """Whoever holds a role may see what is sensitive or for the board only. Being an administrator is no role."""
    return has_role(user, *ROLES)


def can_edit(user, section, day):
    """Leads and deputies write the sections of the strands they are appointed to on that day."""
    return has_role(user, LEAD) and Section.objects.led_by(user, day).filter(pk=section.pk).exists()


def can_see_round(user):
    return has_role(user, SECRETARIAT, CHIEF_OFFICER)


def can_see_update(user, section, day):
    """Before it is approved, an update is for those who write it and those who answer for the paper."""
    return can_see_round(user) or can_edit(user, section, day)


def can_send_back(user):
    return has_role(user, SECRETARIAT)


def can_approve(user, update):
    """The secretariat approves, but nobody approves what they wrote, even when someone wrote in it after them."""
    return has_role(user, SECRETARIAT) and not update.written_by(user)
